//! Faults of the area `ctag`.

faults! {
    Ctag:
}
