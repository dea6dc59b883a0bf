//! The requests of calendar-query and addressbook-query.

use davproof_dav::build::{AddressFilter, Combine, CompFilter, MatchType, Negate, PropFilter, TextMatch, TimeRange};
use davproof_dav::{Request, build};

use super::env::Env;
use super::request::{Unsendable, ask, depth_header, headed, prop_element, with_prefixes, xml};
use crate::scenario::{Filter, Query, Template};

pub(crate) fn calendar_query(query: &Query, env: &Env<'_>) -> Result<Request, Unsendable> {
    let Query { path, depth, props, filter, filter_xml, limit: _, headers } = query;
    let request = depth_header(headed("REPORT", path, headers, env)?, depth.as_ref(), "1", env)?;
    if let Some(filter) = filter_xml {
        let props = prop_element(props.as_ref(), "C:calendar-data", env)?;
        let body = format!("<C:calendar-query>{props}{}</C:calendar-query>", env.text(filter)?);
        return Ok(xml(request, with_prefixes(&body).into_bytes()));
    }
    let default = Filter::default();
    let filter = filter.as_ref().unwrap_or(&default);
    let component = filter.component.as_ref().map(|template| env.text(template)).transpose()?;
    let filters = match component.as_deref() {
        Some("none") => Vec::new(),
        name => vec![CompFilter::Match {
            name: name.unwrap_or("VEVENT").to_owned(),
            time_range: range(filter, env)?,
            props: prop_filters(filter, env)?,
            comps: Vec::new(),
        }],
    };
    Ok(xml(request, build::calendar_query(&ask(props.as_ref(), &["D:getetag", "C:calendar-data"], env)?, &filters)))
}

pub(crate) fn addressbook_query(query: &Query, env: &Env<'_>) -> Result<Request, Unsendable> {
    let Query { path, depth, props, filter, filter_xml, limit, headers } = query;
    let request = depth_header(headed("REPORT", path, headers, env)?, depth.as_ref(), "1", env)?;
    if let Some(filter) = filter_xml {
        let props = prop_element(props.as_ref(), "A:address-data", env)?;
        let body = format!("<A:addressbook-query>{props}{}</A:addressbook-query>", env.text(filter)?);
        return Ok(xml(request, with_prefixes(&body).into_bytes()));
    }
    let default = Filter::default();
    let filter = filter.as_ref().unwrap_or(&default);
    let combine = match filter.test.as_ref().map(|template| env.text(template)).transpose()?.as_deref() {
        None => None,
        Some("anyof") => Some(Combine::AnyOf),
        Some("allof") => Some(Combine::AllOf),
        Some(other) => return Err(Unsendable::BadValue(format!("`{other}` is no test; write anyof or allof"))),
    };
    let conditions = AddressFilter { combine, props: prop_filters(filter, env)? };
    let ask = ask(props.as_ref(), &["D:getetag", "A:address-data"], env)?;
    Ok(xml(request, build::addressbook_query(&ask, &conditions, *limit)))
}

fn range(filter: &Filter, env: &Env<'_>) -> Result<Option<TimeRange>, Unsendable> {
    let Some(range) = &filter.range else { return Ok(None) };
    let text = |template: &Option<Template>| template.as_ref().map(|template| env.text(template)).transpose();
    Ok(Some(TimeRange { start: text(&range.start)?, end: text(&range.end)? }))
}

fn prop_filters(filter: &Filter, env: &Env<'_>) -> Result<Vec<PropFilter>, Unsendable> {
    let mut filters = Vec::new();
    for condition in &filter.props {
        let name = env.text(&condition.name)?;
        if condition.is_not_defined {
            filters.push(PropFilter::NotDefined { name });
            continue;
        }
        let texts = match &condition.text {
            None => Vec::new(),
            Some(text) => {
                let how = condition.how.as_ref().map(|template| env.text(template)).transpose()?;
                vec![TextMatch {
                    text: env.text(text)?,
                    collation: condition.collation.as_ref().map(|template| env.text(template)).transpose()?,
                    negate: if condition.negate { Negate::Yes } else { Negate::No },
                    match_type: how.as_deref().map(match_type).transpose()?,
                }]
            }
        };
        filters.push(PropFilter::Match { name, combine: None, time_range: None, texts, params: Vec::new() });
    }
    Ok(filters)
}

fn match_type(how: &str) -> Result<MatchType, Unsendable> {
    match how {
        "equals" => Ok(MatchType::Equals),
        "contains" => Ok(MatchType::Contains),
        "starts-with" => Ok(MatchType::StartsWith),
        "ends-with" => Ok(MatchType::EndsWith),
        other => Err(Unsendable::BadValue(format!(
            "`{other}` is no way to match; write equals, contains, starts-with or ends-with"
        ))),
    }
}
