/** The most common passwords of ten characters and more, and their beginnings. */
const common = [
  '0123456789 1234567890 12345678910 123456789a 123456789q 0987654321 9876543210 1234512345 1122334455 1234567891 12345678901 1q2w3e4r5t',
  '1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6 qwertyuiop qwertyuiop1 qwerty12345 qwerty123456 qwertzuiop asdfghjkl1',
  'asdfghjkl; asdfasdfasdf zxcvbnm123 password12 password123 password1234 password12345 passw0rd123 p@ssw0rd123 p@ssword123 passwordpassword',
  'passwort123 passwort1234 passwort12345 kennwort123 iloveyou12 iloveyou123 iloveyou1234 welcome123 welcome1234 willkommen willkommen1 willkommen123',
  'letmein123 letmein1234 administrator admin12345 admin123456 administrator1 changeme123 changemenow sommer2024 sommer2025 sommer2026 winter2024 winter2025 winter2026 summer2024',
  'summer2025 summer2026 football123 baseball123 superman123 princess123 sunshine123 michael123 charlie123 abcdefghij abcdefghijk abcdefghijklmnop abc1234567 abcd123456 abcde12345',
  'aaaaaaaaaa a123456789 a1b2c3d4e5 test123456 testtest123 contactcenter contactcentre callcenter123 headset123',
]
  .join(' ')
  .split(' ');
const refused = new Set(common);

/** Whether a password is too short (10), too long (200), common, made of very few characters, or holds the login. [US11] */
export function isWeak(password: string, login: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  return plain.length < 10 || plain.length > 200 || refused.has(plain) || new Set(plain).size < 4 || plain.includes(login.toLowerCase());
}
