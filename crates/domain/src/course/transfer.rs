//! Handing a course over to another municipality.

use crate::wire::wire_enum;

wire_enum! {
    /// How far an offer to take a course over has come.
    pub enum TransferState ("transfer state") {
        /// Waits for the receiver.
        Offered = "offered", "Afventer svar", "Awaiting an answer";
        /// The receiver has taken the course over.
        Accepted = "accepted", "Modtaget", "Accepted";
        /// The receiver has said no.
        Declined = "declined", "Afvist", "Declined";
        /// The sender has taken the offer back.
        Withdrawn = "withdrawn", "Trukket tilbage", "Withdrawn";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::check;

    #[test]
    fn ids_labels_and_serde_agree() {
        check::round_trips(TransferState::ALL, TransferState::id, TransferState::label);
    }
}
