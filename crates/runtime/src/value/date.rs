//! `format: date`.

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod libraries;

use crate::timestamp::Day;

super::text::text_type! {
    /// A calendar date (`format: date`), kept as the received text.
    ///
    /// Dates are compared as days. With the features `chrono`, `jiff` and `time`, they convert from and into the dates
    /// of these libraries.
    ///
    /// ```
    /// # use moored_runtime::Date;
    /// let day: Date = "2022-04-06".parse()?;
    /// assert_eq!(day.year_month_day(), Ok((2022, 4, 6)));
    /// assert!(day < Date::new(2022, 10, 1)?);
    /// # Ok::<(), moored_runtime::InvalidDate>(())
    /// ```
    #[derive(Debug)]
    Date, read by day;
    /// A text that is not a calendar date. The message does not contain the text.
    InvalidDate = "not a calendar date such as 2022-04-06"
}

impl Date {
    /// A date of the Gregorian calendar.
    ///
    /// # Errors
    ///
    /// [`InvalidDate`] if there is no such day, or the year has not four digits.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, InvalidDate> {
        let day = Day::new(year.into(), month, day).filter(|_| (0..=9999).contains(&year));
        day.map(|day| Self(day.to_text())).ok_or(InvalidDate)
    }

    /// Year, month and day.
    ///
    /// # Errors
    ///
    /// [`InvalidDate`] if the text is not `YYYY-MM-DD`, or the day does not exist.
    pub fn year_month_day(&self) -> Result<(i32, u8, u8), InvalidDate> {
        let Day { year, month, day } = self.day()?;
        Ok((i32::try_from(year).map_err(|_| InvalidDate)?, month, day))
    }

    fn day(&self) -> Result<Day, InvalidDate> {
        Day::parse(&self.0).ok_or(InvalidDate)
    }
}
