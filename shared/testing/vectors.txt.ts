/**
 * Sequences of records and the exact sessions they must give, one line of title, then the records, then the answers.
 *
 * Records: `[dN ]time computer source:eventId key=value ...`, separated by `|`; day 1 is 2024-03-04 (UTC), `d2` the next
 * day. Sources: Sec Security, EL EventLog, KG Kernel-General, KP Kernel-Power, KB Kernel-Boot, U32 User32, WL Winlogon,
 * PT Power-Troubleshooter, LSM LocalSessionManager. Security record numbers count up by one per computer in the order
 * written unless `rec=` sets them. Keys: `id` LogonId, `user` (each name has its own SID), `type` LogonType (default 2),
 * `lp` logon process (default User32 for types 2, 7, 10 to 13), `pn` process name (default winlogon.exe), `pid`
 * ProcessId (absent: unknown), `link` TargetLinkedLogonId, `elev` ElevatedToken, `sub` SubjectLogonId (of 4625:
 * SubStatus), `sid`/`ts` terminal session number, `prev`/`new` times of 4616, `sleep`/`wake`, `at` heartbeat named by
 * 6008, `bugcheck`, `boot` BootType, `name` SessionName, `addr`/`ip` client address.
 *
 * Answers: desktop sessions only (`[all]` in the title: every non-system session), in order of start evidence.
 * `start=?<=t` is unknown, not later than t. For `open`, `lower` is the last record.
 */
export const VECTORS_TEXT = `V01 Plain console session (R1, E1)
  08:00:00 PC1 Sec:4608 | 08:00:40 PC1 Sec:4624 id=0x1a001 user=anna type=2 pid=0x200 | 12:00:00 PC1 Sec:4647 id=0x1a001 user=anna | 12:00:02 PC1 Sec:4634 id=0x1a001 user=anna type=2
=> anna@PC1 kind=desktop type=2 start=08:00:40 end=12:00:00 reason=userLogoff conf=exact
V02 4634 without 4647 (E2)
  09:00:00 PC1 Sec:4624 id=0x2b001 user=anna type=2 | 09:30:00 PC1 Sec:4634 id=0x2b001 user=anna type=2
=> anna@PC1 kind=desktop type=2 start=09:00:00 end=09:30:00 reason=logoff conf=exact
V03 4647 with no 4634 although the computer keeps running (E1)
  09:00:00 PC1 Sec:4624 id=0x2b001 user=anna type=2 pid=0x1f0 | 10:00:00 PC1 Sec:4647 id=0x2b001 user=anna | 10:00:06 PC1 Sec:4624 id=0x2c777 user=ben type=2 pid=0xea8 | 11:00:00 PC1 Sec:4647 id=0x2c777 user=ben
=> anna@PC1 kind=desktop type=2 start=09:00:00 end=10:00:00 reason=userLogoff conf=exact
=> ben@PC1 kind=desktop type=2 start=10:00:06 end=11:00:00 reason=userLogoff conf=exact
V04 UAC split token, format without linked id (R6); 4647 names the filtered id
  08:00:00.100 PC1 Sec:4624 id=0x452ba user=anna type=2 pid=0x1ec | 08:00:00.100 PC1 Sec:4624 id=0x45322 user=anna type=2 pid=0x1ec | 08:00:00.101 PC1 Sec:4672 id=0x452ba user=anna | 17:00:00 PC1 Sec:4647 id=0x45322 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00.100 end=17:00:00 reason=userLogoff conf=exact
V05 UAC split token, version 2 with linked ids, 4672 written before 4624 (R6)
  08:00:00.100 PC1 Sec:4672 id=0x8f6 user=anna | 08:00:00.100 PC1 Sec:4624 id=0x8f6 link=0x964 elev=Y user=anna type=2 pn=svchost.exe pid=0x44c | 08:00:00.100 PC1 Sec:4624 id=0x964 link=0x8f6 elev=N user=anna type=2 pn=svchost.exe pid=0x44c |
  09:00:00 PC1 Sec:4634 id=0x8f6 user=anna type=2 | 10:00:00 PC1 Sec:4634 id=0x964 user=anna type=2
=> anna@PC1 kind=desktop type=2 start=08:00:00.100 end=10:00:00 reason=logoff conf=exact
V06 Two users on fast user switching; not merged (R6 needs the same SID)
  08:00:00 PC1 Sec:4624 id=0x101 user=anna type=2 pid=0x200 | 08:00:00.5 PC1 Sec:4624 id=0x102 user=ben type=2 pid=0x210 | 09:00:00 PC1 Sec:4647 id=0x101 user=anna | 10:00:00 PC1 Sec:4647 id=0x102 user=ben
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=09:00:00 reason=userLogoff conf=exact
=> ben@PC1 kind=desktop type=2 start=08:00:00.500 end=10:00:00 reason=userLogoff conf=exact
V07 Clean shutdown, no logoff event (E3)
  08:00:00 PC1 Sec:4608 | 08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 16:59:50 PC1 U32:1074 | 17:00:05 PC1 Sec:1100 | d2 08:00:00 PC1 Sec:4608
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=17:00:05 reason=shutdown conf=bounded lower=16:59:50 upper=17:00:05
V08 4647 recorded after 1100 and timestamped before it (R3)
  08:00:00 PC1 Sec:4608 | 08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 17:00:05.690 PC1 Sec:1100 | 17:00:05.269 PC1 Sec:4647 id=0x301 user=anna | d2 08:00:00 PC1 Sec:4608
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=17:00:05.269 reason=userLogoff conf=exact
V09 Power loss: next boot without shutdown evidence (E4)
  08:00:00 PC1 Sec:4608 | 08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 11:30:00 PC1 Sec:4648 id=0x301 user=anna | d2 07:55:00 PC1 Sec:4608
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=11:30:00 reason=powerLoss conf=bounded lower=11:30:00 upper=d2/07:55:00
V10 Power loss refined by the System log: 6008 gives the last heartbeat, 41 has no bugcheck (E4)
  08:00:00 PC1 Sec:4608 | 08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 11:30:00 PC1 Sec:4648 id=0x301 user=anna | d2 07:55:00 PC1 Sec:4608 | d2 07:55:03 PC1 KP:41 bugcheck=0 | d2 07:55:20 PC1 EL:6008 at=d1/13:12:00
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=13:12:00 reason=powerLoss conf=bounded lower=13:12:00 upper=d2/07:55:00
V11 Stop error (E4, crash)
  08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 11:30:00 PC1 Sec:4648 id=0x301 user=anna | 11:40:00 PC1 Sec:1101 | 11:39:50 PC1 Sec:4608 | 11:39:55 PC1 KP:41 bugcheck=159
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=11:30:00 reason=crash conf=bounded lower=11:30:00 upper=11:39:50
V12 LogonId reused after a reboot (R2)
  08:00:00 PC1 Sec:4608 | 08:01:00 PC1 Sec:4624 id=0x1bb9f user=anna type=2 | 09:00:00 PC1 Sec:1100 | 09:02:00 PC1 Sec:4608 | 09:03:00 PC1 Sec:4624 id=0x1bb9f user=ben type=2 | 10:00:00 PC1 Sec:4647 id=0x1bb9f user=ben
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=09:00:00 reason=shutdown conf=bounded lower=08:01:00 upper=09:00:00
=> ben@PC1 kind=desktop type=2 start=09:03:00 end=10:00:00 reason=userLogoff conf=exact
V13 Same LogonId on two computers (R2)
  08:00:00 PC1 Sec:4624 id=0x500 user=anna type=2 | 08:10:00 PC2 Sec:4624 id=0x500 user=anna type=10 ip=10.0.0.9 | 09:00:00 PC2 Sec:4647 id=0x500 user=anna | 12:00:00 PC1 Sec:4647 id=0x500 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=12:00:00 reason=userLogoff conf=exact
=> anna@PC2 kind=desktop type=10 start=08:10:00 end=09:00:00 reason=userLogoff conf=exact
V14 Log starts in the middle of a session (R10)
  10:00:00 PC1 Sec:4800 id=0x777 user=anna | 10:05:00 PC1 Sec:4801 id=0x777 user=anna | 12:00:00 PC1 Sec:4647 id=0x777 user=anna
=> anna@PC1 kind=desktop type=? start=?<=10:00:00 end=12:00:00 reason=userLogoff conf=exact locked=10:00:00-10:05:00
V15 Still open when the log ends (E6)
  08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 09:00:00 PC1 Sec:4648 id=0x301 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=? reason=stillOpen conf=open lower=09:00:00
V16 Lock and unlock, with the unlock mini-session pair (R7)
  08:00:00 PC1 Sec:4624 id=0x91581 user=anna type=2 pid=0x1c8 | 08:00:00 PC1 Sec:4624 id=0x915bb user=anna type=2 pid=0x1c8 | 08:00:00 PC1 Sec:4672 id=0x91581 user=anna | 10:00:00 PC1 Sec:4800 id=0x915bb user=anna sid=1 |
  10:30:00.0 PC1 Sec:4624 id=0xa113ac user=anna type=7 pid=0x1c8 | 10:30:00.0 PC1 Sec:4624 id=0xa113ba user=anna type=7 pid=0x1c8 | 10:30:00.016 PC1 Sec:4634 id=0xa113ba user=anna type=7 |
  10:30:00.016 PC1 Sec:4634 id=0xa113ac user=anna type=7 | 10:30:00.4 PC1 Sec:4801 id=0x915bb user=anna sid=1 | 12:00:00 PC1 Sec:4647 id=0x915bb user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=12:00:00 reason=userLogoff conf=exact locked=10:00:00-10:30:00
V17 Type 7 from lsass 0.1 s after a cached logon: credential refresh, not an unlock (R7)
  08:00:00.0 PC1 Sec:4624 id=0x1414c8 user=anna type=11 pid=0x704 | 08:00:00.1 PC1 Sec:4624 id=0x1414d9 user=anna type=7 lp=Negotiat pn=lsass.exe pid=0x208 | 12:00:00 PC1 Sec:4647 id=0x1414c8 user=anna
=> anna@PC1 kind=desktop type=11 start=08:00:00 end=12:00:00 reason=userLogoff conf=exact
V18 Unlock seen but the session was opened before the log window (R7, R10)
  10:30:00 PC1 Sec:4624 id=0xa1 user=anna type=7 pid=0x1c8 | 10:30:00.010 PC1 Sec:4634 id=0xa1 user=anna type=7 | 11:00:00 PC1 Sec:1100
=> anna@PC1 kind=desktop type=? start=?<=10:30:00 end=11:00:00 reason=shutdown conf=bounded lower=10:30:00 upper=11:00:00 flags=unlockOnly
V19 RDP session, disconnect and reconnect through a stub logon (R8)
  08:00:00 SRV1 Sec:4624 id=0x6a423 user=anna type=10 ip=10.0.0.9 pid=0x900 | 09:00:00 SRV1 Sec:4779 id=0x6a423 user=anna | 09:30:00 SRV1 Sec:4624 id=0x7bb01 user=anna type=10 ip=10.0.0.9 pid=0xa10 |
  09:30:01 SRV1 Sec:4778 id=0x6a423 user=anna ip=10.0.0.9 | 09:30:02 SRV1 Sec:4634 id=0x7bb01 user=anna type=10 | 10:00:00 SRV1 Sec:4647 id=0x6a423 user=anna
=> anna@SRV1 kind=desktop type=10 start=08:00:00 end=10:00:00 reason=userLogoff conf=exact disconnected=09:00:00-09:30:01 flags=reconnect
V20 Reconnect stub when 4778/4779 are not audited: type 2 logon living 1.2 s next to an open session (R8)
  08:00:00 PC1 Sec:4624 id=0x1f748 user=anna type=2 pid=0x230 | 09:00:57.175 PC1 Sec:4624 id=0x3b4b32 user=anna type=2 pid=0x2a8 | 09:00:58.363 PC1 Sec:4634 id=0x3b4b32 user=anna type=2 | 12:00:00 PC1 Sec:4647 id=0x1f748 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=12:00:00 reason=userLogoff conf=exact flags=reconnect
V21 Disconnect and reconnect only in the LocalSessionManager log (R8)
  08:00:00 SRV1 Sec:4624 id=0x900 user=anna type=10 | 08:00:01 SRV1 LSM:21 user=anna sid=3 | 09:00:00 SRV1 LSM:24 user=anna sid=3 | 11:00:00 SRV1 LSM:25 user=anna sid=3 | 12:00:00 SRV1 LSM:23 user=anna sid=3
=> anna@SRV1 kind=desktop type=10 start=08:00:00 end=12:00:00 reason=logoff conf=exact disconnected=09:00:00-11:00:00
V22 Disconnected and never reconnected; ends at shutdown (R8, E3)
  08:00:00 SRV1 Sec:4624 id=0x900 user=anna type=10 | 09:00:00 SRV1 Sec:4779 id=0x900 user=anna | d2 03:00:00 SRV1 U32:1074 | d2 03:00:20 SRV1 Sec:1100
=> anna@SRV1 kind=desktop type=10 start=08:00:00 end=d2/03:00:20 reason=shutdown conf=bounded lower=d2/03:00:00 upper=d2/03:00:20 disconnected=09:00:00-d2/03:00:20
V23 Noise that never makes a human session (R5)
  08:00:00 PC1 Sec:4608 | 08:00:00 PC1 Sec:4624 id=0x3e7 user=SYSTEM type=0 | 08:00:02 PC1 Sec:4624 id=0x9a11 user=UMFD-0 type=2 | 08:00:02 PC1 Sec:4624 id=0x9b22 user=DWM-1 type=2 | 08:00:03 PC1 Sec:4624 id=0x3e5 user=LOCALSERVICE type=5 |
  08:00:09 PC1 Sec:4624 id=0x1cc57 user=ANONYMOUS type=3 | 08:01:00 PC1 Sec:4624 id=0x2001 user=SRV1$ type=3 | 08:01:05 PC1 Sec:4634 id=0x2001 user=SRV1$ type=3
=> none
V24 Secondary logons do not add presence: elevation prompt with another account, and a type 9 (R9)
  08:00:00 PC1 Sec:4624 id=0x65134 user=fred type=2 | 08:10:00 PC1 Sec:4624 id=0xe5db6 user=adm type=2 lp=CredPro pn=consent.exe pid=0xd4c sub=0x65134 |
  08:10:00 PC1 Sec:4624 id=0xe5dcc user=adm type=2 lp=CredPro pn=consent.exe pid=0xd4c sub=0x65134 | 08:10:00 PC1 Sec:4672 id=0xe5db6 user=adm | 08:10:00.002 PC1 Sec:4634 id=0xe5dcc user=adm type=2 |
  08:20:00 PC1 Sec:4624 id=0xf001 user=fred type=9 lp=seclogo sub=0x65134 | 09:00:00 PC1 Sec:4634 id=0xe5db6 user=adm type=2 | 10:00:00 PC1 Sec:4647 id=0x65134 user=fred
=> fred@PC1 kind=desktop type=2 start=08:00:00 end=10:00:00 reason=userLogoff conf=exact
V25 [all] Secondary session lives until its elevated token closes; network logon of seconds (R9, R5)
  08:00:00 PC1 Sec:4624 id=0xe5db6 user=adm type=2 lp=CredPro pn=consent.exe pid=0xd4c | 08:00:00 PC1 Sec:4624 id=0xe5dcc user=adm type=2 lp=CredPro pn=consent.exe pid=0xd4c | 08:00:00 PC1 Sec:4672 id=0xe5db6 user=adm |
  08:00:00.002 PC1 Sec:4634 id=0xe5dcc user=adm type=2 | 08:20:00 PC1 Sec:4634 id=0xe5db6 user=adm type=2 | 08:30:00 PC1 Sec:4624 id=0x444 user=ben type=3 ip=10.0.0.7 | 08:30:11 PC1 Sec:4634 id=0x444 user=ben type=3
=> adm@PC1 kind=secondary type=2 start=08:00:00 end=08:20:00 reason=logoff conf=exact
=> ben@PC1 kind=network type=3 start=08:30:00 end=08:30:11 reason=logoff conf=exact
V26 Record gap (log wrapped while nobody collected): unknown end (E5)
  08:00:00 PC1 Sec:4608 rec=1 | 08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 08:30:00 PC1 Sec:4648 id=0x301 user=anna | d2 09:00:00 PC1 Sec:4648 id=0x999 user=ben rec=9001 | d2 10:00:00 PC1 Sec:1100 | d2 10:05:00 PC1 Sec:4608
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=? reason=logGap conf=unknown lower=08:30:00 upper=d2/10:00:00
V27 Gap that does not matter: later evidence proves the session went on (E5)
  08:00:00 PC1 Sec:4608 rec=1 | 08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 09:00:00 PC1 Sec:4800 id=0x301 user=anna rec=5001 | 09:10:00 PC1 Sec:4801 id=0x301 user=anna | 10:00:00 PC1 Sec:4647 id=0x301 user=anna
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=10:00:00 reason=userLogoff conf=exact locked=09:00:00-09:10:00
V28 Log cleared, earlier part available and record numbers continue: no hole (R1)
  08:00:00 PC1 Sec:4608 rec=1 | 08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 09:00:00 PC1 Sec:1102 id=0x301 user=anna | 10:00:00 PC1 Sec:4647 id=0x301 user=anna
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=10:00:00 reason=userLogoff conf=exact
V29 Clock set wrong by hand, then put right (R11): durations follow the corrected clock
  08:00:00 PC1 Sec:4608 | 08:05:00 PC1 Sec:4624 id=0x301 user=anna type=2 pid=0x200 | 08:06:00 PC1 Sec:4648 id=0x301 user=anna | 08:07:00 PC1 Sec:4648 id=0x301 user=anna | 08:08:00 PC1 Sec:4648 id=0x301 user=anna |
  08:09:00 PC1 Sec:4648 id=0x301 user=anna | 08:10:00 PC1 Sec:4648 id=0x301 user=anna | 08:11:00 PC1 Sec:4648 id=0x301 user=anna | 08:12:00 PC1 Sec:4648 id=0x301 user=anna |
  d4 09:00:00 PC1 Sec:4616 prev=d1/09:00:00 new=d4/09:00:00 pn=powershell.exe | d4 09:10:00 PC1 Sec:4647 id=0x301 user=anna | 09:20:00 PC1 Sec:4616 prev=d4/09:20:00 new=d1/09:20:00 pn=svchost.exe
=> anna@PC1 kind=desktop type=2 start=08:05:00 end=09:10:00 reason=userLogoff conf=exact
V30 Boot with a wrong hardware clock, corrected seconds later (R11): the boot time is corrected too
  08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 09:00:00 PC1 Sec:4648 id=0x301 user=anna | 21:00:00 PC1 Sec:4608 | 11:00:10 PC1 Sec:4616 prev=21:00:10 new=11:00:10 pn=VBoxService.exe | 11:05:00 PC1 Sec:4624 id=0x302 user=anna type=2 |
  12:00:00 PC1 Sec:4647 id=0x302 user=anna
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=09:00:00 reason=powerLoss conf=bounded lower=09:00:00 upper=11:00:00
=> anna@PC1 kind=desktop type=2 start=11:05:00 end=12:00:00 reason=userLogoff conf=exact
V31 Virtual machine paused: forward step by guest tools counts as asleep, not as a correction (R11, R12)
  08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 pid=0x200 | 08:10:00 PC1 Sec:4648 id=0x301 user=anna | 08:20:00 PC1 Sec:4648 id=0x301 user=anna | d2 07:00:00 PC1 Sec:4616 prev=d1/08:51:07 new=d2/07:00:00 pn=vmtoolsd.exe |
  d2 07:05:00 PC1 Sec:4647 id=0x301 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=d2/07:05:00 reason=userLogoff conf=exact asleep=08:51:07-d2/07:00:00
V32 Sleep and wake (R12)
  08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 12:00:00 PC1 Sec:4800 id=0x301 user=anna | 12:10:00 PC1 KP:42 | 13:00:00 PC1 KP:107 | 13:00:05 PC1 PT:1 sleep=12:10:00 wake=13:00:00 | 13:00:30 PC1 Sec:4801 id=0x301 user=anna |
  17:00:00 PC1 Sec:4647 id=0x301 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=17:00:00 reason=userLogoff conf=exact locked=12:00:00-13:00:30 asleep=12:10:00-13:00:00
V33 Automatic logon at boot is flagged (R9)
  08:00:00 PC1 Sec:4608 | 08:00:01 PC1 Sec:4624 id=0x1d590 user=kiosk type=2 | 09:00:00 PC1 Sec:4647 id=0x1d590 user=kiosk
=> kiosk@PC1 kind=desktop type=2 start=08:00:01 end=09:00:00 reason=userLogoff conf=exact flags=autoLogon?
V34 Same winlogon process serves a new user: earlier session is superseded (E2c)
  08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 pid=0x200 | 09:00:00 PC1 Sec:4648 id=0x301 user=anna | 10:00:00 PC1 Sec:4624 id=0x302 user=ben type=2 pid=0x200 | 11:00:00 PC1 Sec:4647 id=0x302 user=ben
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=10:00:00 reason=superseded conf=bounded lower=09:00:00 upper=10:00:00
=> ben@PC1 kind=desktop type=2 start=10:00:00 end=11:00:00 reason=userLogoff conf=exact
V35 Winlogon 7002 in the System log closes a session that has no Security logoff (E2b)
  08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 17:00:00 PC1 WL:7002 user=anna ts=1 | 17:00:40 PC1 EL:6006
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=17:00:00 reason=logoff conf=exact
V36 Screen saver inside a session (R14)
  08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 09:00:00 PC1 Sec:4802 id=0x301 user=anna | 09:01:00 PC1 Sec:4800 id=0x301 user=anna | 09:20:00 PC1 Sec:4803 id=0x301 user=anna | 09:20:02 PC1 Sec:4801 id=0x301 user=anna |
  10:00:00 PC1 Sec:4647 id=0x301 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=10:00:00 reason=userLogoff conf=exact locked=09:01:00-09:20:02 saver=09:00:00-09:20:00
V37 Event Log service stopped and restarted without a reboot is not a shutdown (R4)
  08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 09:00:00 PC1 Sec:1100 | 09:30:00 PC1 Sec:4648 id=0x301 user=anna | 10:00:00 PC1 Sec:4647 id=0x301 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=10:00:00 reason=userLogoff conf=exact
V38 Reboot visible only in the System log (Security export was filtered to logon events) (R2)
  08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 09:00:00 PC1 EL:6006 | 09:00:03 PC1 KG:13 | 09:01:00 PC1 KG:12 | 09:02:00 PC1 Sec:4624 id=0x301 user=ben type=2 | 10:00:00 PC1 Sec:4647 id=0x301 user=ben
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=09:00:00 reason=shutdown conf=bounded lower=08:00:00 upper=09:00:00
=> ben@PC1 kind=desktop type=2 start=09:02:00 end=10:00:00 reason=userLogoff conf=exact
V39 Backward correction with a straggler record still carrying the old clock (R11)
  08:00:00 PC1 Sec:4624 id=0x300 user=anna type=2 | 08:30:00 PC1 Sec:1100 | 18:00:00 PC1 Sec:4608 | 08:40:05 PC1 Sec:4616 prev=18:00:05 new=08:40:05 pn=VBoxService.exe | 08:41:00 PC1 Sec:4624 id=0x301 user=anna type=2 |
  18:00:04 PC1 Sec:4648 id=0x3e7 user=SYSTEM | 08:50:00 PC1 Sec:4648 id=0x301 user=anna | 09:30:00 PC1 Sec:4608
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=08:30:00 reason=shutdown conf=bounded lower=08:00:00 upper=08:30:00
=> anna@PC1 kind=desktop type=2 start=08:41:00 end=08:50:00 reason=powerLoss conf=bounded lower=08:50:00 upper=09:30:00
V40 Clock went backwards while the machine was off (E4, inverted bounds)
  d2 22:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 | d2 22:30:00 PC1 Sec:4648 id=0x301 user=anna | d2 10:00:00 PC1 Sec:4608
=> anna@PC1 kind=desktop type=2 start=d2/22:00:00 end=? reason=powerLoss conf=unknown lower=d2/22:30:00 upper=? flags=clockBackwards
V41 Fast startup: user session ends, no 4608, LogonIds stay unique (R13)
  08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 16:59:00 PC1 U32:1074 | 16:59:20 PC1 KP:42 | d2 07:30:00 PC1 KB:27 boot=1 | d2 07:31:00 PC1 Sec:4624 id=0x9a0 user=anna type=2 | d2 12:00:00 PC1 Sec:4647 id=0x9a0 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:00 end=16:59:20 reason=shutdown conf=bounded lower=08:00:00 upper=16:59:20 flags=hybrid
=> anna@PC1 kind=desktop type=2 start=d2/07:31:00 end=d2/12:00:00 reason=userLogoff conf=exact
V42 Failed logons create no session (R5)
  08:00:00 PC1 Sec:4625 user=anna type=2 sub=0xc000006a | 08:00:09 PC1 Sec:4624 id=0x301 user=anna type=2 | 08:30:00 PC1 Sec:4647 id=0x301 user=anna
=> anna@PC1 kind=desktop type=2 start=08:00:09 end=08:30:00 reason=userLogoff conf=exact
V43 Only the System log is at hand: Winlogon 7001/7002 make the session (R16)
  08:00:00 PC1 KG:12 | 08:01:00 PC1 WL:7001 user=anna ts=1 | 12:00:00 PC1 WL:7002 user=anna ts=1 | 13:00:00 PC1 WL:7001 user=anna ts=2 | 13:30:00 PC1 EL:6006 | d2 08:00:00 PC1 KG:12
=> anna@PC1 kind=desktop type=? start=08:01:00 end=12:00:00 reason=logoff conf=exact flags=fromWinlogon
=> anna@PC1 kind=desktop type=? start=13:00:00 end=13:30:00 reason=shutdown conf=bounded lower=13:00:00 upper=13:30:00 flags=fromWinlogon
V44 Only the LocalSessionManager log is at hand (R16)
  08:00:00 SRV1 LSM:21 user=anna sid=3 addr=10.0.0.9 | 09:00:00 SRV1 LSM:24 user=anna sid=3 | 09:20:00 SRV1 LSM:25 user=anna sid=3 | 10:00:00 SRV1 LSM:23 user=anna sid=3
=> anna@SRV1 kind=desktop type=10 start=08:00:00 end=10:00:00 reason=logoff conf=exact disconnected=09:00:00-09:20:00 flags=fromLSM
V45 Session taken over by another session on the same connection (R8)
  08:00:00 FS1 Sec:4624 id=0x6a423 user=ben type=10 | 08:30:00 FS1 Sec:4779 id=0x6a423 user=ben name=RDP-Tcp#5 | 09:00:00 FS1 Sec:4624 id=0x13b5e1e user=adm type=10 | 09:30:05.370 FS1 Sec:4779 id=0x13b5e1e user=adm name=RDP-Tcp#8 |
  09:30:05.831 FS1 Sec:4778 id=0x6a423 user=ben name=RDP-Tcp#8 | 10:00:00 FS1 Sec:4647 id=0x6a423 user=ben | 10:05:00 FS1 Sec:4647 id=0x13b5e1e user=adm
=> ben@FS1 kind=desktop type=10 start=08:00:00 end=10:00:00 reason=userLogoff conf=exact disconnected=08:30:00-09:30:05.831 flags=takenOver
=> adm@FS1 kind=desktop type=10 start=09:00:00 end=10:05:00 reason=userLogoff conf=exact disconnected=09:30:05.370-10:05:00
V46 Log cleared and the part before the clearing is incomplete (E5)
  08:00:00 PC1 Sec:4608 rec=1 | 08:01:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 08:30:00 PC1 Sec:4648 id=0x301 user=anna | 11:00:00 PC1 Sec:1102 user=ben rec=900 | 12:00:00 PC1 Sec:4648 id=0x999 user=ben
=> anna@PC1 kind=desktop type=2 start=08:01:00 end=? reason=logCleared conf=unknown lower=08:30:00 upper=?
V47 Log starts in the middle of a session that is unlocked, locked and unlocked again: one session (R7, R10)
  10:30:00 PC1 Sec:4624 id=0xa1 user=anna type=7 pid=0x1c8 | 10:30:00.010 PC1 Sec:4634 id=0xa1 user=anna type=7 | 10:30:00.100 PC1 Sec:4801 id=0x777 user=anna | 11:00:00 PC1 Sec:4800 id=0x777 user=anna |
  11:20:00 PC1 Sec:4624 id=0xa9 user=anna type=7 pid=0x1c8 | 11:20:00.100 PC1 Sec:4801 id=0x777 user=anna | 12:00:00 PC1 Sec:4647 id=0x777 user=anna
=> anna@PC1 kind=desktop type=? start=?<=10:30:00 end=12:00:00 reason=userLogoff conf=exact locked=11:00:00-11:20:00 flags=unlockOnly
`;
