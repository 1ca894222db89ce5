// What is kept from a reader, on both engines: whoever reads under the veil finds the office as it is without
// the report, in every list, count, search and balance; and no table was forgotten.
#include "pipeline/base/veil.hpp"
#include "pipeline/flow/recut.hpp"
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/store/layout.hpp"
#include "pipeline/store/tables.hpp"
#include "pipeline/store/veiled.hpp"
#include "tests/support/batch_house.hpp"
#include "tests/support/engines.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace docket::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string server_of(Engine engine) {
    return engine == Engine::postgres ? PostgresServer::shared().new_database() : "";
}

// An office with some letters and a tray; the last letter of the tray, and one that came by itself, may be
// reports against a street.
class Bureau {
  public:
    explicit Bureau(Engine engine, bool with_reports) : premises(1, server_of(engine)), house(premises) {
        for (int n = 1; n <= 3; ++n) carry_one(n);
        BatchDesk tray(house);
        std::string file = "BARCODE ASN000001\n" + first_letter(5);
        if (with_reports) file += "\fBARCODE PATCHT\n分隔单\n\fBARCODE ASN000002\n" + report();
        batch = tray.delivered({file}).id;
        house.work();
        if (!with_reports) return;
        accuse(number_of(tray.letters(batch).back().id));
        const auto bad = house.receive("UNREADABLE " + report()).value();
        house.work();
        const auto good = house.receive_again(report() + "再一页", bad.id).value();
        (void)house.receive(report() + "再一页", "the same again").value();
        house.work();
        accuse(number_of(good.id));
        const auto marked = house.store().search_index.stale(1000).value();
        for (const auto& entry : marked) index(entry);
    }
    static std::string report() { return first_letter(8) + "举报街道金丝雀收钱不办事\n"; }

    Premises premises;
    House house;
    std::int64_t batch = 0;
    std::vector<std::string> secret;

    // What the ports say to whoever asks now.
    std::string told() {
        std::ostringstream out;
        auto& s = house.store();
        const auto today = house.tools().today();
        for (const auto list : {desk::ArrivalList::todo, desk::ArrivalList::reading, desk::ArrivalList::today,
                                desk::ArrivalList::all, desk::ArrivalList::verify}) {
            const auto page = s.lists.arrivals({list, china.midnight(today)}).value();
            out << "arrivals " << page.total;
            for (const auto& row : page.rows) out << ' ' << row.arrival << '/' << row.pages;
            out << '\n';
        }
        const auto counts = s.lists.arrival_counts(china.midnight(today)).value();
        out << "counts " << counts.todo << ' ' << counts.reading << ' ' << counts.today << ' ' << counts.all
            << '\n';
        for (const auto* words : {"", "举报", "金丝雀", "路灯", "林晓舟"}) {
            desk::CaseQuery query;
            query.words = words;
            const auto page = s.lists.cases(query).value();
            out << "cases " << words << page.total;
            for (const auto& number : page.numbers) out << ' ' << number;
            out << '\n';
        }
        const auto tally =
            s.lists.tally("clerk-1", today, plus_days(today, 30), premises.clock.now()).value();
        out << "tally " << tally.verify << ' ' << tally.needs_person << ' ' << tally.rejected << ' '
            << tally.reading << ' ' << tally.open_cases << ' ' << tally.review_open << ' ' << tally.overdue
            << ' ' << tally.soon << ' ' << tally.drafting << '\n';
        desk::BatchQuery batches;
        const auto trays = s.batch_lists.batches(batches).value();
        for (const auto& row : trays.rows)
            out << "batch " << row.batch << ' ' << row.files << ' ' << row.letters << ' ' << row.verified
                << '\n';
        const auto books = s.ledger.count().value();
        out << "ledger " << books.arrivals.received << ' ' << books.arrivals.registered << ' '
            << books.arrivals.rejected << ' ' << books.arrivals.duplicate << ' ' << books.pages.in_letters
            << ' ' << books.balanced() << '\n';
        const auto whole = s.day_books.whole().value();
        out << "whole " << (whole.recorded - whole.counts.arrivals.received) << '\n';
        const auto days = s.day_books.days({}, 10).value();
        for (const auto& day : days.rows)
            out << "day " << iso(day.day) << ' ' << day.recorded << ' ' << day.differences << '\n';
        out << "jobs " << house.jobs(queue::State::dead).size() << ' '
            << house.jobs(queue::State::ready).size() << '\n';
        out << "open " << s.arrivals.open().value().size() << ' ' << s.cases.all().value().size() << '\n';
        return out.str();
    }
    Veil::Keys veil() { return {"organ:street-haicang"}; }

  private:
    void carry_one(int n) {
        carry(house, house.register_letter(review_application(n)), review::Stage::accepted);
    }
    std::string number_of(std::int64_t arrival) { return house.arrival(arrival).case_number; }
    void accuse(const std::string& number) {
        const json::Value said = json::Object{
            {"matter", "report"}, {"accused", json::Array{json::Object{{"organ", "street-haicang"}}}}};
        ASSERT_TRUE(flow::set_matter(number, "clerk-1", house.load(number).version, said, house.tools()));
        secret.push_back(number);
    }
    void index(const search::Stale& entry) {
        search::Entry out;
        out.subject = entry.subject;
        out.order = entry.subject;
        out.text = "金丝雀";
        ASSERT_TRUE(house.tools().work.transact([&](Transaction& tx) -> Result<void> {
            DOCKET_CHECK(house.store().search_index.replace(tx, entry, out));
            return {};
        }));
    }
};

struct VeilContract : ::testing::TestWithParam<Engine> {};

TEST_P(VeilContract, Shows_the_office_as_it_is_without_the_reports) {
    Bureau office(GetParam(), true), twin(GetParam(), false);
    ASSERT_EQ(office.secret.size(), 2U);
    const auto open = office.told();
    const Veil veil(office.veil());
    const auto seen = office.told();
    EXPECT_NE(open, seen);
    EXPECT_EQ(seen, twin.told());
}

TEST_P(VeilContract, Lets_nothing_of_a_report_be_found_by_its_names) {
    Bureau office(GetParam(), true);
    auto& s = office.house.store();
    const auto all = s.record.since(0, 10'000).value();
    const auto arrivals = s.arrivals.all().value();
    const Veil veil(office.veil());
    const auto seen = s.record.since(0, 10'000).value();
    EXPECT_LT(seen.size(), all.size());
    for (const auto& number : office.secret) {
        EXPECT_EQ(s.cases.load(number).error().code, "case.unknown");
        EXPECT_THAT(s.record.of("case:" + number).value(), IsEmpty());
        for (const auto& event : seen) {
            EXPECT_THAT(event.subject, Not(HasSubstr(number)));
            EXPECT_THAT(event.detail, Not(HasSubstr(number)));
        }
    }
    int gone = 0;
    for (const auto& arrival : arrivals) gone += s.arrivals.load(arrival.id) ? 0 : 1;
    std::vector<std::int64_t> ids;
    for (const auto& arrival : arrivals) ids.push_back(arrival.id);
    EXPECT_EQ(s.arrivals.load_these(ids)->size() + 4, ids.size()) << "by whichever question";
    EXPECT_EQ(gone, 4) << "the letter of the tray; the paper, its first scan and the same again";
    text::SearchWord word;
    word.spellings = {U"金丝雀"};
    const auto found = s.search_index.find({{word}, true, {}, 100}).value();
    for (const auto& subject : found.subjects)
        for (const auto& number : office.secret) EXPECT_THAT(subject, Not(HasSubstr(number)));
    EXPECT_THAT(s.record_lists.choices()->acts, ::testing::Contains("receive"))
        << "also what is asked recursively";
}

TEST_P(VeilContract, Gives_nobody_the_bytes_of_a_tray_in_which_such_a_letter_lay) {
    Bureau office(GetParam(), true);
    const auto letters = office.house.store().arrivals.of_batch(office.batch, flow::Part::letter).value();
    ASSERT_EQ(letters.size(), 2U);
    const auto file = office.house.store().arrivals.of_batch(office.batch, flow::Part::file).value().front();
    for (const auto& one : {letters.front(), file})
        EXPECT_FALSE(flow::holds_what_is_kept(one, office.house.tools()).value())
            << "whoever sees all may have it";
    const Veil veil(office.veil());
    for (const auto& one : {letters.front(), file})
        EXPECT_TRUE(flow::holds_what_is_kept(one, office.house.tools()).value());
    EXPECT_FALSE(flow::holds_what_is_kept(office.house.arrival(1), office.house.tools()).value());
}

TEST_P(VeilContract, Lies_over_what_is_read_and_not_over_what_is_written) {
    Bureau office(GetParam(), true);
    const Veil veil(office.veil());
    const auto next = office.house.register_letter(review_application(9));
    EXPECT_THAT(office.house.faults(), ::testing::Each(Not(HasSubstr("gaps"))));
    EXPECT_EQ(office.house.load(next).number, next);
}

TEST_P(VeilContract, Knows_of_every_table_what_it_tells) {
    Premises premises(1, server_of(GetParam()));
    const House house(premises);
    const auto tables = store::open_tables(premises.store()).value();
    const auto rows = tables->rows().value();
    for (const auto& table : rows->layout().tables)
        EXPECT_TRUE(store::veil_knows(table.name))
            << table.name << ": say in pipeline/store/veiled.cpp which of its rows tell of a case";
}

INSTANTIATE_TEST_SUITE_P(Engines, VeilContract, engines(), engine_name);

} // namespace
} // namespace docket::testing
