//! `format: date`.

use chrono::NaiveDate;

super::text::text_type! {
    /// A calendar date (`format: date`), kept as the received text. Two dates are equal if their texts are.
    Date, read by date;
    /// A text that is not a calendar date. The message does not contain the text.
    InvalidDate = "not a calendar date such as 2022-04-06"
}

impl Date {
    /// The date.
    ///
    /// # Errors
    ///
    /// [`InvalidDate`] if the text is not `YYYY-MM-DD`, or the day does not exist.
    pub fn date(&self) -> Result<NaiveDate, InvalidDate> {
        let date: NaiveDate = self.0.parse().map_err(|_| InvalidDate)?;
        // chrono also parses `2022-4-6` and `+2022-04-06`, which RFC 3339 does not allow.
        if date.to_string() == self.0 { Ok(date) } else { Err(InvalidDate) }
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date.to_string())
    }
}
