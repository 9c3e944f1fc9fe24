//! How a status looks, and the key that sets it.

use domain::attendance::AttendanceStatus;

use crate::parts::Icon;

/// The digit of every status.
pub(crate) const DIGITS: [(&str, AttendanceStatus); 6] = [
    ("1", AttendanceStatus::Attended),
    ("2", AttendanceStatus::CancelledByCitizen),
    ("3", AttendanceStatus::NoShow),
    ("4", AttendanceStatus::CancelledByMunicipality),
    ("5", AttendanceStatus::Replaced),
    ("0", AttendanceStatus::Planned),
];

/// The icon and the class of a status; the word always stands beside them.
pub(crate) const fn look(status: AttendanceStatus) -> (Icon, &'static str) {
    match status {
        AttendanceStatus::Attended => (Icon::Tick, "status status-done"),
        AttendanceStatus::NoShow => (Icon::Cross, "status status-attention"),
        AttendanceStatus::CancelledByCitizen => (Icon::Half, "status status-attention"),
        AttendanceStatus::Planned => (Icon::Circle, "status"),
        AttendanceStatus::CancelledByMunicipality | AttendanceStatus::Replaced => (Icon::Half, "status"),
    }
}
