use super::*;
use crate::wire::check;

#[test]
fn ids_labels_and_serde_agree() {
    check::round_trips(Role::ALL, Role::id, Role::label);
    check::round_trips(Permission::ALL, Permission::id, Permission::label);
    check::round_trips(Purpose::ALL, Purpose::id, Purpose::label);
}

#[test]
fn the_table_has_one_row_per_permission_and_one_column_per_role() {
    for (index, (permission, row)) in TABLE.iter().enumerate() {
        assert_eq!(*permission, Permission::ALL[index], "rows follow the order of the enum");
        assert_eq!(*permission as usize, index);
        for (column, &role) in Role::ALL.iter().enumerate() {
            assert_eq!(role as usize, column);
            assert_eq!(role.may(*permission), row[column]);
        }
        assert!(row.contains(&true), "{permission} is given to nobody");
    }
}

#[test]
fn manager_analyst_operator_and_auditor_never_meet_a_citizen() {
    for role in [Role::Manager, Role::Analyst, Role::Operator, Role::Auditor] {
        for permission in role.permissions() {
            assert!(!permission.concerns_citizens(), "{role} may {permission}");
        }
    }
}

#[test]
fn the_municipal_administrator_imports_but_reads_no_citizen() {
    let citizen_rights: Vec<_> =
        Role::MunicipalAdmin.permissions().filter(|permission| permission.concerns_citizens()).collect();
    assert_eq!(citizen_rights, [Permission::Import]);
    assert!(Role::MunicipalAdmin.may(Permission::ManageUsers));
}

#[test]
fn only_the_auditor_reads_the_access_log() {
    let readers: Vec<_> =
        Role::ALL.iter().copied().filter(|role| role.may(Permission::ReadAccessLog)).collect();
    assert_eq!(readers, [Role::Auditor]);
}

#[test]
fn a_coordinator_may_everything_a_clinician_may_and_import_besides() {
    assert!(Role::Clinician.permissions().all(|permission| Role::Coordinator.may(permission)));
    assert!(Role::Coordinator.may(Permission::Import));
    assert!(!Role::Clinician.may(Permission::Import));
}

#[test]
fn exact_numbers_need_a_municipality() {
    for &role in Role::ALL {
        if role.may(Permission::ReadIndicators) {
            assert!(role.belongs_to_municipality(), "{role} would see exact numbers of nowhere");
        }
    }
}

#[test]
fn everybody_may_read_the_definitions() {
    assert!(Role::ALL.iter().all(|role| role.may(Permission::ReadProgrammes)));
}
