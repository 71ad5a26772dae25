//! Conversions from and into the types of libraries for dates, each behind the feature with the name of the library.

use super::{Date, Day, InvalidDate};

/// The methods and traits of a library. `$to` makes its type of a year, a month and a day, and `$from` does the
/// reverse.
macro_rules! conversions {
    ($library:literal, $method:ident, $ty:ty, $to:expr, $from:expr) => {
        impl Date {
            #[doc = concat!("The date as a type of the crate `", $library, "`.")]
            ///
            /// # Errors
            ///
            /// [`InvalidDate`] if the text is not a date.
            pub fn $method(&self) -> Result<$ty, InvalidDate> {
                let (year, month, day) = self.year_month_day()?;
                $to(year, month, day).ok_or(InvalidDate)
            }
        }

        impl TryFrom<&Date> for $ty {
            type Error = InvalidDate;

            fn try_from(value: &Date) -> Result<Self, InvalidDate> {
                value.$method()
            }
        }

        impl TryFrom<Date> for $ty {
            type Error = InvalidDate;

            fn try_from(value: Date) -> Result<Self, InvalidDate> {
                value.$method()
            }
        }

        impl From<$ty> for Date {
            fn from(date: $ty) -> Self {
                let (year, month, day): (i32, u32, u32) = $from(date);
                let small = |number| u8::try_from(number).unwrap_or_default();
                Self(Day { year: year.into(), month: small(month), day: small(day) }.to_text())
            }
        }
    };
}

#[cfg(feature = "chrono")]
mod chrono {
    use ::chrono::{Datelike as _, NaiveDate};

    use super::{Date, Day, InvalidDate};

    conversions!(
        "chrono",
        to_chrono,
        NaiveDate,
        |year, month: u8, day: u8| NaiveDate::from_ymd_opt(year, month.into(), day.into()),
        |date: NaiveDate| (date.year(), date.month(), date.day())
    );
}

#[cfg(feature = "time")]
mod time {
    use super::{Date, Day, InvalidDate};

    conversions!(
        "time",
        to_time,
        ::time::Date,
        |year, month: u8, day| ::time::Date::from_calendar_date(year, month.try_into().ok()?, day).ok(),
        |date: ::time::Date| (date.year(), u8::from(date.month()).into(), date.day().into())
    );
}

#[cfg(feature = "jiff")]
mod jiff {
    use ::jiff::civil;

    use super::{Date, Day, InvalidDate};

    conversions!(
        "jiff",
        to_jiff,
        civil::Date,
        |year, month: u8, day: u8| civil::Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?
        )
        .ok(),
        |date: civil::Date| (date.year().into(), date.month().unsigned_abs().into(), date.day().unsigned_abs().into())
    );
}
