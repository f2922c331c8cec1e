/** How a mail server of our own is run: as whom, where it listens on this machine, and how one signs in there. */
export interface Dovecot {
  /** Everything of it lies here: settings, mails, log. */
  readonly folder: string;
  readonly user: string;
  readonly group: string;
  readonly imap: number;
  readonly lmtp: number;
  /** Of every address: each has a mailbox as soon as somebody writes to it or signs in. */
  readonly password: string;
  /** Where its log goes. */
  readonly log: string;
}

/** The settings of Debian's dovecot (2.3) as an ordinary user on this machine's own address: nothing of it is reached from outside. [EM95] */
export const dovecotSettings = ({ folder, user, group, imap, lmtp, password, log }: Dovecot): string => `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${log}
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
mail_location = maildir:${folder}/mails/%u
mail_max_userip_connections = 100
lmtp_save_to_detail_mailbox = no
recipient_delimiter = +
namespace inbox {
  inbox = yes
}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/mails/%u allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
