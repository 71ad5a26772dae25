//! `format: uuid`.

super::text::text_type! {
    /// A UUID (`format: uuid`), kept as the received text.
    ///
    /// UUIDs are compared by their bits, so that upper and lower case make no difference. To compare the texts, use
    /// [`as_str`](Self::as_str).
    #[derive(Debug)]
    Uuid, read by to_u128;
    /// A text that is not a UUID. The message does not contain the text.
    InvalidUuid = "not a UUID such as 67e55044-10b1-426f-9247-bb680e5fe0c8"
}

/// The number of hexadecimal digits in each group (RFC 9562, section 4).
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

impl Uuid {
    /// The 128 bits, most significant first.
    ///
    /// # Errors
    ///
    /// [`InvalidUuid`] if the text is not hexadecimal digits in groups of 8-4-4-4-12. Any version is accepted.
    pub fn to_u128(&self) -> Result<u128, InvalidUuid> {
        let grouped = self.0.split('-').map(str::len).eq(GROUPS);
        let digits = self.0.replace('-', "");
        // Digits are checked one by one because `from_str_radix` accepts a sign.
        if grouped && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            u128::from_str_radix(&digits, 16).map_err(|_| InvalidUuid)
        } else {
            Err(InvalidUuid)
        }
    }
}

impl From<u128> for Uuid {
    /// Writes lower case.
    fn from(bits: u128) -> Self {
        let digits = format!("{bits:032x}");
        let (mut rest, mut groups) = (digits.as_str(), Vec::new());
        for length in GROUPS {
            let (group, others) = rest.split_at_checked(length).unwrap_or((rest, ""));
            groups.push(group);
            rest = others;
        }
        Self(groups.join("-"))
    }
}
