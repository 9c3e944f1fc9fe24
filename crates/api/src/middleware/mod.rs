//! What happens around every request, from the outside in: its id and log line, the headers, the gate.

pub(crate) mod cross_site;
pub(crate) mod gate;
pub(crate) mod headers;
pub(crate) mod log;
