//! `format: uuid`.

super::text::text_type! {
    /// A UUID (`format: uuid`), kept as the text that came.
    ///
    /// Equal when the texts are, so capitals matter; compare [`to_u128`](Self::to_u128)s for the same UUID.
    Uuid, read by to_u128;
    /// A text that is no UUID. The text is not repeated.
    InvalidUuid = "not a UUID such as 67e55044-10b1-426f-9247-bb680e5fe0c8"
}

/// How many hexadecimal digits stand between the hyphens.
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

impl Uuid {
    /// The 128 bits that the text names, most significant first.
    ///
    /// # Errors
    ///
    /// [`InvalidUuid`] if the text is not hexadecimal digits in groups of 8-4-4-4-12, whichever version they say.
    pub fn to_u128(&self) -> Result<u128, InvalidUuid> {
        let grouped = self.0.split('-').map(str::len).eq(GROUPS);
        let digits = self.0.replace('-', "");
        // The digits are looked at one by one because `from_str_radix` lets a sign through.
        if grouped && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            u128::from_str_radix(&digits, 16).map_err(|_| InvalidUuid)
        } else {
            Err(InvalidUuid)
        }
    }
}
