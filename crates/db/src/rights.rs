//! One type per permission, so that the compiler knows what a caller may do.

use domain::access::Permission;

/// A permission as a type. An operation asks for exactly one.
pub trait Right: Send + Sync + 'static {
    /// The permission in the access table.
    const PERMISSION: Permission;
}

macro_rules! rights {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Right for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )+

        /// Every permission that has a type here.
        #[cfg(test)]
        const TYPED: &[Permission] = &[$(Permission::$name),+];
    };
}

rights! {
    /// Find citizens of the own municipality.
    SearchCitizens,
    /// Read a citizen's master data.
    ReadCitizens,
    /// Register and correct citizens.
    WriteCitizens,
    /// See all ten characters of a CPR number.
    RevealCpr,
    /// Read and list courses.
    ReadCourses,
    /// Open courses and move them on.
    WriteCourses,
    /// Read forms, drafts and their history.
    ReadForms,
    /// Save drafts and submit forms.
    WriteForms,
    /// Read why a course counts or does not count.
    ReadOutcomes,
    /// Read exact indicator numbers of the own municipality.
    ReadIndicators,
    /// Comment on indicators, set aims and begin new baselines.
    AnnotateIndicators,
    /// List the courses behind a number of the own municipality.
    ReadCoursesBehindNumbers,
    /// Read published numbers across municipalities.
    ReadBenchmarks,
    /// Read programmes.
    ReadProgrammes,
    /// Review how the own municipality uses the definitions.
    ReviewDefinitions,
    /// Import courses from a file.
    Import,
    /// Read who looked at whom and why.
    ReadAccessLog,
    /// Create users and change their roles.
    ManageUsers,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_has_a_type() {
        assert_eq!(TYPED, Permission::ALL);
    }
}
