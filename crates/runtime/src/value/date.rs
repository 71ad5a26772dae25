//! `format: date`.

use chrono::NaiveDate;

super::text::text_type! {
    /// A calendar date (`format: date`), kept as the text that came. Equal when the texts are.
    Date, read by date;
    /// A text that is no calendar date. The text is not repeated.
    InvalidDate = "not a calendar date such as 2022-04-06"
}

impl Date {
    /// The date that the text names.
    ///
    /// # Errors
    ///
    /// [`InvalidDate`] if the text is not `YYYY-MM-DD`, or names a day that does not exist.
    pub fn date(&self) -> Result<NaiveDate, InvalidDate> {
        let date: NaiveDate = self.0.parse().map_err(|_| InvalidDate)?;
        // chrono also reads `2022-4-6` and `+2022-04-06`, which RFC 3339 does not have.
        if date.to_string() == self.0 { Ok(date) } else { Err(InvalidDate) }
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date.to_string())
    }
}
