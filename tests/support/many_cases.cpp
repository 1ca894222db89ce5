// docket_many_cases DATABASE N: writes N invented cases, with the letters they came from, straight into the
// database of a demo folder that no server has open. For the tests of long lists: the record has no event of
// them, so such a folder is good for lists and for nothing else.
#include "tests/support/sqlite_file.hpp"

#include <array>
#include <charconv>
#include <cstring>
#include <iostream>

namespace {

// Every N-th of something is told by primes, so that conditions meet in all combinations. Four of five cases
// are archived; the petitions of one day, organ and person are spread as in an office of twenty years.
constexpr std::array statements{
    R"(CREATE TEMP TABLE nth AS WITH RECURSIVE up(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < CAST(? AS INTEGER))
       SELECT i, date('2026-06-30', '-' || (i * 7 % 7300) || ' days') AS day,
              CASE WHEN i % 5 > 0 THEN 'archived' WHEN i % 7 = 0 THEN 'registered' WHEN i % 7 = 1 THEN 'accepted'
                   WHEN i % 7 = 2 THEN 'drafted' WHEN i % 7 = 3 THEN 'at_counsel' WHEN i % 7 = 4 THEN 'signed_off'
                   WHEN i % 7 = 5 THEN 'issued' ELSE 'served' END AS stage FROM up)",
    R"(CREATE TEMP TABLE organs AS SELECT row_number() OVER (ORDER BY code) - 1 AS i, code FROM organ)",
    R"(INSERT INTO arrival(id, uid, name, channel, received, received_confirmed, original, bytes, media, pages_opened,
                           state, code, reason, case_number, fields, scan_again, at_ms, version, verified_at_ms)
       SELECT 1000000 + i, 'many-' || i, 'many.pdf', 'post', day, 1, printf('%064d', i), 1000, 'application/pdf', 2,
              'registered', '', '', printf('LX%020d', i), '', 0, 1700000000000 + i, 1, 1700000000000 + i FROM nth)",
    R"(INSERT INTO case_file(id, number, version, kind, arrival, anonymous, received)
       SELECT 1000000 + i, printf('LX%020d', i), 1,
              CASE i % 3 WHEN 0 THEN 'first_letter' WHEN 1 THEN 'review_application' ELSE 're_review_application' END,
              1000000 + i, 0, day FROM nth)",
    R"(INSERT INTO case_applicant(case_id, n, name, sex, id_number, phone, address)
       SELECT 1000000 + i, 1, substr('林陈黄张吴李王郑蔡刘', 1 + i % 10, 1) || substr('阿建美国志秀文雅', 1 + i % 8, 1) ||
              substr('明华珍强玲辉', 1 + i % 6, 1) || CASE WHEN i % 997 = 0 THEN '专' ELSE '' END,
              '男', printf('%018d', i), printf('139%08d', i), '某路' || i % 400 || '号' FROM nth)",
    R"(INSERT INTO case_claim(case_id, n, text)
       SELECT 1000000 + i, 1, '请求撤销第' || i || '号信访处理意见，责令被申请人重新处理' FROM nth)",
    R"(INSERT INTO case_claim(case_id, n, text) SELECT 1000000 + i, 2, '请求赔偿损失' || i % 9000 || '元' FROM nth)",
    R"(INSERT INTO case_round(case_id, n, level, organ, ours, stage, document_title, document_number, document_date,
                              reason, draft_version, draft_text, draft_blob, drafter, counsel, signed_text, approver,
                              issued_blob, issued_pdf)
       SELECT 1000000 + i, 1, 'handling', (SELECT code FROM organs o WHERE o.i = nth.i % (SELECT count(*) FROM organs)),
              0, 'served', '信访处理意见书', '某信访〔' || substr(day, 1, 4) || '〕' || i || '号', day, '', 0, '', '', '', '',
              '', '', '', '' FROM nth)",
    R"(INSERT INTO case_round(case_id, n, level, organ, ours, stage, document_title, document_number, reason,
                              draft_version, draft_text, draft_blob, drafter, counsel, signed_text, approver, issued_blob,
                              issued_pdf)
       SELECT 1000000 + i, 2, 'review', (SELECT code FROM organs WHERE i = 0), 1, stage, '', '', '', 0, '', '',
              CASE WHEN stage = 'registered' THEN '' WHEN i % 2 = 0 THEN 'clerk-1' ELSE 'clerk-2' END, '', '', '', '', ''
       FROM nth)",
    R"(INSERT INTO case_deadline(case_id, n, rule, basis, from_date, count, unit, raw_date, round, met)
       SELECT 1000000 + i, 1, 'T1', '', day, 15, 'calendar_day', date(day, '+15 days'), 2, stage <> 'registered' FROM nth)",
    R"(INSERT INTO case_deadline(case_id, n, rule, basis, from_date, count, unit, raw_date, round, met)
       SELECT 1000000 + i, 2, 'T8', '', day, 30, 'calendar_day', date(day, '+30 days'), 2,
              stage IN ('archived', 'issued', 'served') FROM nth)",
    // As the store writes them with a case.
    R"(UPDATE case_file SET
         stage = (SELECT r.stage FROM case_round r WHERE r.case_id = case_file.id AND r.ours = 1),
         drafter = COALESCE((SELECT r.drafter FROM case_round r WHERE r.case_id = case_file.id AND r.ours = 1), ''),
         due = (SELECT MIN(COALESCE(d.effective_date, d.raw_date)) FROM case_deadline d
                WHERE d.case_id = case_file.id AND d.met = 0 AND d.rule IN ('T1', 'T8', 'T10'))
       WHERE id > 1000000)",
    R"(INSERT INTO case_words(case_id, words)
       SELECT c.id, lower(c.number)
         || COALESCE((SELECT ' ' || group_concat(lower(x.name), ' ') FROM case_applicant x WHERE x.case_id = c.id), '')
         || COALESCE((SELECT ' ' || group_concat(lower(x.text), ' ') FROM case_claim x WHERE x.case_id = c.id), '')
         || COALESCE((SELECT ' ' || group_concat(lower(x.document_number), ' ') FROM case_round x
                      WHERE x.case_id = c.id), '')
       FROM case_file c WHERE c.id > 1000000)",
};

} // namespace

int main(int argc, char** argv) {
    int wanted = 0;
    if (argc != 3 || std::from_chars(argv[2], argv[2] + std::strlen(argv[2]), wanted).ec != std::errc{} ||
        wanted < 1) {
        std::cerr << "docket_many_cases DATABASE N\n";
        return 2;
    }
    try {
        docket::testing::SqliteFile file(argv[1]);
        file.run("BEGIN IMMEDIATE");
        for (const auto* statement : statements) {
            const bool counted = std::strchr(statement, '?') != nullptr;
            file.run(statement, counted ? std::vector<std::string>{argv[2]} : std::vector<std::string>{});
        }
        file.run("COMMIT");
    } catch (const std::exception& error) {
        std::cerr << argv[1] << ": " << error.what() << '\n';
        return 1;
    }
}
