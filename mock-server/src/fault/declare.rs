//! How the faults of an area are written down.

/// Declares the faults of one area: a constant each, named after its id, and the list of all of them.
///
/// ```text
/// faults! {
///     Conditional:
///
///     /// DELETE ignores `If-Match`.
///     DELETE_IGNORES_IF_MATCH {
///         symptom: "A change made on one device is lost by a deletion on another.",
///         origin: "L13",
///         shown_by: SOGO,
///     }
/// }
/// ```
macro_rules! faults {
    ($area:ident: $(
        $(#[doc = $doc:literal])+
        $name:ident { symptom: $symptom:literal, origin: $origin:literal, shown_by: $shown_by:expr $(,)? }
    )*) => {
        impl $crate::fault::Fault {
            $(
                $(#[doc = $doc])+
                pub const $name: Self = Self(&$crate::fault::catalogue::Entry {
                    constant: stringify!($name),
                    description: concat!($($doc),+),
                    symptom: $symptom,
                    area: $crate::fault::Area::$area,
                    origin: $origin,
                    shown_by: $shown_by,
                });
            )*
        }

        /// The faults of this area.
        pub(in $crate::fault) const FAULTS: &[$crate::fault::Fault] = &[$($crate::fault::Fault::$name),*];
    };
}
