//! Who may do what: roles, permissions and the one table that joins them.

use crate::wire::wire_enum;

wire_enum! {
    /// What a person is in the registry. One person has one role at a time.
    ///
    /// Source: domain specification 1.4.
    pub enum Role ("role") {
        /// Health professional who meets the citizens.
        Clinician = "clinician", "Sundhedsfaglig medarbejder", "Clinician";
        /// Course and quality coordinator.
        Coordinator = "coordinator", "Forløbs- og kvalitetskoordinator", "Coordinator";
        /// Manager: numbers, never citizens.
        Manager = "manager", "Leder", "Manager";
        /// Administrator of one municipality.
        MunicipalAdmin = "municipal_admin", "Lokaladministrator", "Municipal administrator";
        /// Cluster or region analyst: protected numbers across municipalities.
        Analyst = "analyst", "Klynge- eller regionskonsulent", "Cluster or region analyst";
        /// Runs the platform; no access to citizens.
        Operator = "operator", "Driftsoperatør", "Platform operator";
        /// Data protection officer or auditor of one municipality.
        Auditor = "auditor", "Databeskyttelsesrådgiver", "Auditor";
    }
}

wire_enum! {
    /// One right. An operation asks for exactly one.
    pub enum Permission ("permission") {
        /// Find citizens of the own municipality.
        SearchCitizens = "search_citizens", "Søge borgere", "Search citizens";
        /// Read a citizen's master data, with the CPR number masked.
        ReadCitizens = "read_citizens", "Læse borgere", "Read citizens";
        /// Register and correct citizens.
        WriteCitizens = "write_citizens", "Oprette og rette borgere", "Register and correct citizens";
        /// See all ten characters of a CPR number.
        RevealCpr = "reveal_cpr", "Vise hele CPR-nummeret", "Reveal CPR numbers";
        /// Read and list courses.
        ReadCourses = "read_courses", "Læse forløb", "Read courses";
        /// Open courses and move them on.
        WriteCourses = "write_courses", "Oprette og ændre forløb", "Open and change courses";
        /// Read forms, drafts and their history.
        ReadForms = "read_forms", "Læse skemaer", "Read forms";
        /// Save drafts and submit forms.
        WriteForms = "write_forms", "Udfylde skemaer", "Fill in forms";
        /// Read why a course counts or does not count.
        ReadOutcomes = "read_outcomes", "Læse forløbets indikatorer", "Read a course's outcomes";
        /// Read exact indicator numbers of the own municipality.
        ReadIndicators = "read_indicators", "Læse egne indikatorer", "Read own indicators";
        /// Comment on indicators of the own municipality, set aims and begin new baselines.
        AnnotateIndicators = "annotate_indicators", "Kommentere indikatorer og sætte mål", "Comment on indicators and set aims";
        /// List the courses behind a number of the own municipality.
        ReadCoursesBehindNumbers = "read_courses_behind_numbers", "Se forløbene bag et tal", "See the courses behind a number";
        /// Read published, protected numbers across municipalities.
        ReadBenchmarks = "read_benchmarks", "Læse sammenligninger", "Read benchmarks";
        /// Read programmes: forms, code lists and indicator definitions.
        ReadProgrammes = "read_programmes", "Læse definitioner", "Read definitions";
        /// Review how the own municipality uses the definitions: which versions, which aims and baselines.
        ReviewDefinitions = "review_definitions", "Gennemgå brugen af definitioner", "Review the use of definitions";
        /// Import courses from a file.
        Import = "import", "Importere data", "Import data";
        /// Read who looked at whom and why.
        ReadAccessLog = "read_access_log", "Læse adgangsloggen", "Read the access log";
        /// Create users and change their roles.
        ManageUsers = "manage_users", "Administrere brugere", "Manage users";
    }
}

wire_enum! {
    /// Why somebody looks at a citizen; recorded with every look-up.
    ///
    /// Source: security specification 4.5.
    pub enum Purpose ("purpose") {
        /// Treatment and care (Sundhedsloven § 42 a).
        Treatment = "treatment", "Behandling", "Treatment";
        /// Quality work under a management permission (Sundhedsloven § 42 d).
        Quality = "quality", "Kvalitetsarbejde", "Quality work";
        /// Administration, such as mending an import.
        Administration = "administration", "Administration", "Administration";
        /// The citizen asked for it, e.g. an access request.
        CitizenRequest = "citizen_request", "Borgerens anmodning", "Citizen's request";
        /// Technical support.
        Support = "support", "Support", "Support";
    }
}

const X: bool = true;
const O: bool = false;

/// Who may do what; the columns are in the order of [`Role::ALL`], the rows in that of [`Permission::ALL`].
///
/// A manager, an analyst and the operator never meet a citizen. Exact numbers stay inside the municipality that
/// owns them, so the analyst reads benchmarks only. The access log belongs to the auditor alone: nobody reviews
/// their own look-ups.
#[rustfmt::skip]
const TABLE: [(Permission, [bool; Role::ALL.len()]); Permission::ALL.len()] = [
    //                                    clinician coordinator manager admin analyst operator auditor
    (Permission::SearchCitizens,           [X,       X,          O,      O,    O,      O,       O]),
    (Permission::ReadCitizens,             [X,       X,          O,      O,    O,      O,       O]),
    (Permission::WriteCitizens,            [X,       X,          O,      O,    O,      O,       O]),
    (Permission::RevealCpr,                [X,       X,          O,      O,    O,      O,       O]),
    (Permission::ReadCourses,              [X,       X,          O,      O,    O,      O,       O]),
    (Permission::WriteCourses,             [X,       X,          O,      O,    O,      O,       O]),
    (Permission::ReadForms,                [X,       X,          O,      O,    O,      O,       O]),
    (Permission::WriteForms,               [X,       X,          O,      O,    O,      O,       O]),
    (Permission::ReadOutcomes,             [X,       X,          O,      O,    O,      O,       O]),
    (Permission::ReadIndicators,           [X,       X,          X,      O,    O,      O,       O]),
    (Permission::AnnotateIndicators,       [O,       X,          X,      O,    O,      O,       O]),
    (Permission::ReadCoursesBehindNumbers, [X,       X,          O,      O,    O,      O,       O]),
    (Permission::ReadBenchmarks,           [X,       X,          X,      X,    X,      X,       O]),
    (Permission::ReadProgrammes,           [X,       X,          X,      X,    X,      X,       X]),
    (Permission::ReviewDefinitions,        [O,       X,          O,      X,    O,      O,       O]),
    (Permission::Import,                   [O,       X,          O,      X,    O,      O,       O]),
    (Permission::ReadAccessLog,            [O,       O,          O,      O,    O,      O,       X]),
    (Permission::ManageUsers,              [O,       O,          O,      X,    O,      O,       O]),
];

impl Role {
    /// Whether the role has the right.
    #[must_use]
    pub const fn may(self, permission: Permission) -> bool {
        TABLE[permission as usize].1[self as usize]
    }

    /// Everything the role may do, in the order of [`Permission::ALL`].
    pub fn permissions(self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(move |&permission| self.may(permission))
    }

    /// Whether a person with this role always belongs to one municipality.
    ///
    /// An analyst and an operator belong to none.
    #[must_use]
    pub const fn belongs_to_municipality(self) -> bool {
        match self {
            Self::Clinician | Self::Coordinator | Self::Manager | Self::MunicipalAdmin | Self::Auditor => {
                true
            }
            Self::Analyst | Self::Operator => false,
        }
    }

    /// The purpose recorded when a person with this role states none.
    #[must_use]
    pub const fn usual_purpose(self) -> Purpose {
        match self {
            Self::Clinician => Purpose::Treatment,
            Self::Coordinator | Self::Manager | Self::Analyst => Purpose::Quality,
            Self::MunicipalAdmin | Self::Auditor => Purpose::Administration,
            Self::Operator => Purpose::Support,
        }
    }
}

impl Permission {
    /// Whether using the right shows or changes data about single citizens, so that it is logged with a purpose.
    #[must_use]
    pub const fn concerns_citizens(self) -> bool {
        match self {
            Self::SearchCitizens
            | Self::ReadCitizens
            | Self::WriteCitizens
            | Self::RevealCpr
            | Self::ReadCourses
            | Self::WriteCourses
            | Self::ReadForms
            | Self::WriteForms
            | Self::ReadOutcomes
            | Self::ReadCoursesBehindNumbers
            | Self::Import => true,
            Self::ReadIndicators
            | Self::AnnotateIndicators
            | Self::ReadBenchmarks
            | Self::ReadProgrammes
            | Self::ReviewDefinitions
            | Self::ReadAccessLog
            | Self::ManageUsers => false,
        }
    }
}

#[cfg(test)]
mod tests;
