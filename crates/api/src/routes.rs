//! The route list: every operation with the right it needs, in one table.
//!
//! A handler is registered by its row and by nothing else, so that there is no operation without a row; the gate
//! refuses an answer whose handler did not check the right its row names.

use std::sync::LazyLock;

use actix_web::http::Method;
use actix_web::web::Query;
use domain::access::Permission;
use utoipa::openapi::HttpMethod;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::handlers::{
    access_log, attendance, benchmarks, case_mix, citizens, course_events, courses, data_quality, drafts,
    events, flow, forms, health_records, imports, indicator_notes, indicators, installation, lacking, me,
    open_benchmarks, open_programmes, outcomes, pictures, plans, programmes, results, series, session,
    transfers,
};

/// The prefix of every operation.
pub const BASE_PATH: &str = "/api/v1";

/// Who may call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody: to get in and out, to know whom to ask, and for what is open to the public.
    Public,
    /// Whose role has the right.
    Right(Permission),
}

/// How much an operation reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What is found by its key, a page of a list, or sums that are kept.
    Light,
    /// Every course of a period: only so many run at once ([`crate::heavy`]).
    Heavy,
    /// The same if this parameter is given.
    HeavyWith(&'static str),
}

impl Weight {
    /// Whether a request with this query is heavy.
    #[must_use]
    pub fn is_heavy(self, query: &str) -> bool {
        match self {
            Self::Light => false,
            Self::Heavy => true,
            Self::HeavyWith(parameter) => {
                let parameters = Query::<Vec<(String, String)>>::from_query(query);
                parameters.is_ok_and(|all| all.iter().any(|(name, _)| name == parameter))
            }
        }
    }
}

/// One row of the route list.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The path with its parameters, e.g. `/api/v1/courses/{id}`.
    pub path: String,
    /// Who may call it.
    pub access: Access,
    /// How much it reads.
    pub weight: Weight,
}

macro_rules! weight {
    () => {
        Weight::Light
    };
    ($weight:expr) => {
        $weight
    };
}

macro_rules! operations {
    ($($module:ident::$handler:ident => $access:expr $(, $weight:expr)?;)+) => {
        /// Registers every operation of the list.
        pub fn register(config: &mut ServiceConfig<'_>) {
            $(config.service($module::$handler);)+
        }

        /// Every operation, in the order of the list.
        pub static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
            let rows = [$(rows::<$module::$handler>($access, weight!($($weight)?))),+];
            rows.into_iter().flatten().collect()
        });
    };
}

use Access::{Public, Right};
use Permission as P;
use Weight::{Heavy, HeavyWith};

operations! {
    session::log_in           => Public;
    session::log_out          => Public;
    installation::installation => Public;
    me::me                    => Right(P::ReadProgrammes); // the one right that every role has
    citizens::register        => Right(P::WriteCitizens);
    citizens::search          => Right(P::SearchCitizens);
    citizens::find            => Right(P::ReadCitizens);
    citizens::merge           => Right(P::WriteCitizens);
    citizens::record_death    => Right(P::WriteCitizens);
    courses::open             => Right(P::WriteCourses);
    courses::list             => Right(P::ReadCourses);
    courses::find             => Right(P::ReadCourses);
    course_events::list       => Right(P::ReadCourses);
    course_events::record     => Right(P::WriteCourses);
    transfers::offer          => Right(P::WriteCourses);
    transfers::list           => Right(P::ReadCourses);
    transfers::accept         => Right(P::WriteCourses);
    transfers::decline        => Right(P::WriteCourses);
    transfers::withdraw       => Right(P::WriteCourses);
    attendance::of_course     => Right(P::ReadCourses);
    attendance::add           => Right(P::WriteCourses);
    attendance::change        => Right(P::WriteCourses);
    attendance::groups        => Right(P::ReadCourses);
    attendance::open_group    => Right(P::WriteCourses);
    attendance::record_group  => Right(P::WriteCourses);
    drafts::get               => Right(P::ReadForms);
    drafts::put               => Right(P::WriteForms);
    drafts::discard           => Right(P::WriteForms);
    drafts::journal_key       => Right(P::WriteForms);
    forms::get                => Right(P::ReadForms);
    forms::submit             => Right(P::WriteForms);
    forms::history            => Right(P::ReadForms);
    outcomes::of_course       => Right(P::ReadOutcomes);
    plans::get                => Right(P::ReadForms);
    plans::put                => Right(P::WriteForms);
    plans::history            => Right(P::ReadForms);
    plans::suggestions        => Right(P::ReadForms);
    programmes::list          => Right(P::ReadProgrammes);
    programmes::in_use        => Right(P::ReviewDefinitions), Heavy; // before the next, which would take it for a version
    programmes::find          => Right(P::ReadProgrammes);
    benchmarks::list          => Right(P::ReadBenchmarks);
    benchmarks::find          => Right(P::ReadBenchmarks);
    pictures::of_comparison   => Right(P::ReadBenchmarks);
    pictures::of_levels       => Right(P::ReadBenchmarks);
    open_benchmarks::list     => Public; // where the installation allows it, as those below
    open_benchmarks::find     => Public;
    open_benchmarks::draw     => Public;
    open_programmes::list     => Public; // where the installation allows it, as the next
    open_programmes::find     => Public;
    indicators::overview      => Right(P::ReadIndicators), HeavyWith("as_of");
    pictures::of_overview     => Right(P::ReadIndicators), HeavyWith("as_of");
    series::series            => Right(P::ReadIndicators), HeavyWith("as_of");
    pictures::of_series       => Right(P::ReadIndicators), HeavyWith("as_of");
    series::courses           => Right(P::ReadCoursesBehindNumbers);
    indicator_notes::settings => Right(P::ReviewDefinitions);
    indicator_notes::list     => Right(P::ReadIndicators);
    indicator_notes::write_comment => Right(P::AnnotateIndicators);
    indicator_notes::remove_comment => Right(P::AnnotateIndicators);
    indicator_notes::set_aim  => Right(P::AnnotateIndicators);
    indicator_notes::remove_aim => Right(P::AnnotateIndicators);
    indicator_notes::begin_baseline => Right(P::AnnotateIndicators);
    flow::of_period           => Right(P::ReadIndicators), Heavy;
    pictures::of_flow         => Right(P::ReadIndicators), Heavy;
    pictures::of_waiting      => Right(P::ReadIndicators), Heavy;
    results::measures         => Right(P::ReadIndicators);
    results::of_measure       => Right(P::ReadIndicators), Heavy;
    pictures::of_results      => Right(P::ReadIndicators), Heavy;
    pictures::of_change       => Right(P::ReadIndicators), Heavy;
    case_mix::of_period       => Right(P::ReadIndicators), Heavy;
    pictures::of_case_mix     => Right(P::ReadIndicators), Heavy;
    data_quality::of_period   => Right(P::ReadIndicators), Heavy;
    pictures::of_completeness => Right(P::ReadIndicators), Heavy;
    pictures::of_quality      => Right(P::ReadIndicators), Heavy;
    lacking::list             => Right(P::ReadCoursesBehindNumbers), Heavy;
    events::listen            => Right(P::ReadIndicators);
    imports::import           => Right(P::Import);
    health_records::import    => Right(P::Import);
    access_log::list          => Right(P::ReadAccessLog);
}

/// Who may call what a request matched; `None` for what is no operation.
#[must_use]
pub fn access_of(method: &Method, pattern: &str) -> Option<Access> {
    let row = OPERATIONS.iter().find(|row| row.path == pattern && row.method == method);
    row.map(|row| row.access)
}

/// Whether a request that matched this is heavy.
#[must_use]
pub(crate) fn is_heavy(method: &Method, pattern: &str, query: &str) -> bool {
    let row = OPERATIONS.iter().find(|row| row.path == pattern && row.method == method);
    row.is_some_and(|row| row.weight.is_heavy(query))
}

/// The methods of an address, for `Allow`; empty when there is no such address.
#[must_use]
pub fn methods_of(pattern: &str) -> String {
    let methods = OPERATIONS.iter().filter(|row| row.path == pattern).map(|row| row.method.as_str());
    methods.collect::<Vec<_>>().join(", ")
}

fn rows<H: utoipa::Path>(access: Access, weight: Weight) -> Vec<Operation> {
    let path = format!("{BASE_PATH}{}", H::path());
    let methods = H::methods().into_iter();
    methods.map(|verb| Operation { method: method(verb), path: path.clone(), access, weight }).collect()
}

const fn method(method: HttpMethod) -> Method {
    match method {
        HttpMethod::Get => Method::GET,
        HttpMethod::Post => Method::POST,
        HttpMethod::Put => Method::PUT,
        HttpMethod::Delete => Method::DELETE,
        HttpMethod::Options => Method::OPTIONS,
        HttpMethod::Head => Method::HEAD,
        HttpMethod::Patch => Method::PATCH,
        HttpMethod::Trace => Method::TRACE,
    }
}
