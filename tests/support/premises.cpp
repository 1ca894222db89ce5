#include "tests/support/premises.hpp"

#include "pipeline/desk/settled_words.hpp"
#include "pipeline/files/file_blobs.hpp"
#include "pipeline/flow/audit.hpp"
#include "pipeline/flow/checking.hpp"
#include "pipeline/flow/journey.hpp"
#include "pipeline/queue/policy.hpp"
#include "review/competence.hpp"
#include "tests/support/calendars.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/sqlite_file.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace docket::testing {

namespace {

const std::filesystem::path source = DOCKET_SOURCE_DIR;

json::Value shipped(const char* name) {
    std::ifstream in(source / "pipeline/config/haicang" / name);
    return json::parse(std::string{std::istreambuf_iterator<char>(in), {}}).value();
}

Instant opening() { return china.midnight(day("2026-06-10")) + std::chrono::hours{9}; }

// Every program that starts has a name of its own, as processes have.
std::string next_owner() {
    static std::atomic<int> n = 0;
    return "house/" + std::to_string(++n) + "/1";
}

std::vector<review::Person> people() {
    std::vector<review::Person> out;
    const auto value = shipped("demo-people.json");
    for (const auto& one : value.array_at("people")) {
        out.push_back({one.text_at("id"), one.text_at("name"),
                       review::parse_role(one.text_at("role")).value(), one.text_at("firm"),
                       one.texts_at("conflicts")});
    }
    return out;
}

std::vector<review::Organ> organs() {
    std::vector<review::Organ> out;
    const auto value = shipped("organs.json");
    for (const auto& one : value.array_at("organs"))
        out.push_back({one.text_at("code"),
                       one.text_at("name"),
                       review::parse_organ_kind(one.text_at("kind")).value(),
                       one.text_at("superior"),
                       0,
                       {}});
    return review::Organs::make(std::move(out)).value().all();
}

ocr::Lexicon words() {
    auto lexicon = ocr::Lexicon::from_json(shipped("organs.json")).value();
    lexicon.take(ocr::Divisions::from_json(shipped("divisions.json")).value());
    lexicon.take(ocr::urgent_from_json(shipped("urgent.json")).value());
    return lexicon;
}

} // namespace

Premises::Premises(std::uint64_t seed, std::string address)
    : clock(opening()), random(seed), writer(source / "outputs/templates"),
      anchors(folder.path() / "anchors.log"), calendar(test::shipped_calendar()), lexicon(words()),
      office(flow::Office::from_json(shipped("office.json")).value()), server(std::move(address)) {
    // A test that wants the notice to the organ complained of says so (tell_respondents).
    office.answer.reset();
}

void Premises::tell_respondents() {
    office.answer = flow::Office::from_json(shipped("office.json")).value().answer;
}

std::vector<std::vector<std::string>> Premises::ask(const std::string& sql) const {
    return server.empty() ? SqliteFile(database()).run(sql) : PostgresServer::rows(server, sql);
}

House::House(Premises& premises) : premises_(premises), owner_(next_owner()) {
    auto& p = premises_;
    store_ = store::open_store(p.store()).value();
    kept_ = files::FileBlobs::open(p.folder.path() / "blobs").value();
    work_ = std::make_unique<FaultyWork>(store_->work, p.faults);
    blobs_ = std::make_unique<FaultyBlobs>(*kept_, p.faults);
    auto& s = *store_;
    words_ = std::make_unique<desk::KeptWords>(s.verifications);
    bylaws_ = flow::BylawsInForce::open(s.bylaws, {shipped("office.json"), test::shipped_years()}).value();
    tools_ = std::make_unique<flow::Tools>(flow::Tools{p.clock,
                                                       p.random,
                                                       *work_,
                                                       s.jobs,
                                                       s.jobs_desk,
                                                       s.cases,
                                                       s.record,
                                                       s.numbering,
                                                       s.directory,
                                                       *blobs_,
                                                       s.arrivals,
                                                       s.pages,
                                                       s.batches,
                                                       p.unpacker,
                                                       p.reader,
                                                       p.writer,
                                                       p.shelf,
                                                       s.answers,
                                                       p.archivist,
                                                       s.archive_copies,
                                                       *words_,
                                                       p.calendar,
                                                       p.lexicon,
                                                       p.office,
                                                       flow::OpeningLimits{},
                                                       p.folder.path() / "scratch",
                                                       bylaws_.get()});
    if (s.directory.people().value().empty()) furnish();
    // A program that starts gives back the leases of those that are gone.
    s.jobs
        .sweep(p.clock.now(),
               [&](std::string_view owner) { return owner.starts_with("house/") && owner != owner_; })
        .value();
}

House::~House() = default;

void House::furnish() {
    auto& s = *store_;
    s.work
        .transact([&](Transaction& tx) -> Result<void> {
            for (const auto& one : people()) DOCKET_CHECK(s.directory.put(tx, one));
            auto graph = organs();
            std::ranges::stable_sort(graph, {}, &review::Organ::level);
            for (const auto& one : graph) DOCKET_CHECK(s.directory.put(tx, one));
            return {};
        })
        .has_value();
}

Result<flow::Arrival> House::receive(const std::string& text, const std::string& uid,
                                     std::optional<Date> received, const std::string& channel) {
    auto delivery = on_the_tray(text);
    if (!uid.empty()) delivery.uid = uid;
    delivery.channel = channel;
    delivery.received = received.value_or(tools_->today());
    return flow::receive(delivery, *tools_);
}

Result<flow::Arrival> House::receive_again(const std::string& text, std::int64_t rejected) {
    auto delivery = on_the_tray(text);
    delivery.again = rejected;
    return flow::receive(delivery, *tools_);
}

flow::Delivery House::on_the_tray(const std::string& text) {
    const auto file = premises_.folder.path() / ("tray-" + std::to_string(premises_.random.next()));
    std::ofstream(file, std::ios::binary) << text;
    flow::Delivery delivery;
    delivery.file = file;
    delivery.name = "来信.tif";
    delivery.uid = file.filename().string();
    delivery.channel = "letter";
    delivery.received = tools_->today();
    delivery.received_confirmed = true;
    delivery.actor = "mailroom-1";
    return delivery;
}

bool House::work_once() {
    const auto& t = *tools_;
    for (const auto& queue : flow::queues()) {
        const auto leases =
            t.jobs.claim({queue, owner_, t.clock.now(), std::chrono::minutes{5}, 1, {}}).value();
        if (leases.empty()) continue;
        const auto& lease = leases.front();
        const auto ran = flow::runner(t)(lease, {});
        const auto settle = [&](const queue::Outcome& outcome, const queue::Storing& storing) {
            return t.work.transact([&](Transaction& tx) -> Result<void> {
                if (storing) DOCKET_CHECK(storing(tx));
                return t.jobs.settle(tx, lease, outcome, t.clock.now());
            });
        };
        auto done = ran ? settle(queue::Done{}, *ran) : Result<void>(ran.error());
        if (!done && done.error().code != "queue.lease_lost") {
            const auto again = settle(queue::after(done.error(), lease, t.clock.now(), t.random), {});
            if (!again && again.error().code != "queue.lease_lost")
                throw std::runtime_error(again.error().detail);
        }
        return true;
    }
    return false;
}

void House::work() {
    for (;;) {
        while (work_once()) {
        }
        std::optional<Instant> next;
        const auto machine = flow::queues();
        for (const auto& job : jobs(queue::State::ready))
            if (std::ranges::find(machine, job.queue) != machine.end() && (!next || job.run_at < *next))
                next = job.run_at;
        if (!next) return;
        premises_.clock.set(std::max(*next, premises_.clock.now()));
    }
}

std::string House::register_letter(const std::string& text) {
    const auto received = receive(text).value();
    work();
    const auto number = arrival(received.id).case_number;
    if (number.empty()) throw std::runtime_error("the letter waits: " + arrival(received.id).reason);
    return number;
}

Result<flow::ActReceipt> House::act(const std::string& number, review::Act act, const std::string& actor,
                                    json::Value input) {
    if (act == review::Act::sign_off) speak_to_findings(number, actor);
    return flow::act({number, act, actor, std::move(input)}, *tools_);
}

void House::speak_to_findings(const std::string& number, const std::string& actor) {
    const auto c = load(number);
    const auto organs = review::Organs::make(store_->directory.organs().value()).value();
    const auto checked = flow::check_draft(c, organs, *tools_);
    if (!checked) return; // a fault of the house: the act will meet it too
    const auto& found = *checked;
    const auto said = store_->work.transact([&](Transaction& tx) -> Result<void> {
        for (const auto& one : found)
            if (!one.answered())
                DOCKET_CHECK(store_->answers.add(tx, {number, c.current().n, one.finding.key, actor, "uphold",
                                                      "已核对。", premises_.clock.now()}));
        return {};
    });
    if (!said) throw std::runtime_error(said.error().detail);
}
review::Case House::load(const std::string& number) { return store_->cases.load(number).value(); }
std::string House::text_of(const std::string& number) { return load(number).current().draft_text; }
flow::Arrival House::arrival(std::int64_t id) { return store_->arrivals.load(id).value(); }
std::vector<review::Event> House::record_of(const std::string& number) {
    return store_->record.of("case:" + number).value();
}
review::Person House::person(const std::string& id) { return store_->directory.person(id).value(); }
void House::put(const review::Person& person) {
    const auto done =
        store_->work.transact([&](Transaction& tx) { return store_->directory.put(tx, person); });
    if (!done) throw std::runtime_error(done.error().detail);
}

std::vector<queue::JobRow> House::jobs(queue::State state) {
    queue::JobFilter filter;
    filter.state = state;
    filter.most = 10'000;
    return store_->jobs_desk.list(filter).value();
}

std::vector<std::string> House::faults() {
    std::vector<std::string> out;
    const auto ledger = store_->ledger.count().value();
    if (!ledger.arrivals.balanced()) out.emplace_back("the arrivals are not balanced");
    if (!ledger.pages.balanced()) out.emplace_back("the pages are not balanced");
    const auto audit = flow::verify(*tools_, premises_.anchors);
    if (!audit)
        out.push_back(audit.error().detail);
    else
        out.insert(out.end(), audit->findings.begin(), audit->findings.end());
    for (const auto& row : premises_.ask(
             "SELECT series, year, min(n), max(n), count(*) FROM number_taken GROUP BY series, year"))
        if (row[2] != "1" || row[3] != row[4])
            out.push_back("numbers of " + row[0] + " have gaps or doubles");
    std::map<std::string, int> issued;
    for (const auto& row :
         premises_.ask("SELECT document_number FROM case_round WHERE ours = 1 AND document_number <> ''"))
        if (++issued[row[0]] > 1) out.push_back(row[0] + " is on two documents");
    std::set<std::int64_t> letters;
    const auto cases = store_->cases.all().value();
    for (const auto& c : cases) {
        if (!letters.insert(c.arrival).second)
            out.push_back("two cases of arrival " + std::to_string(c.arrival));
        if (arrival(c.arrival).case_number != c.number)
            out.push_back(c.number + " is not the case of its arrival");
    }
    // A slip of service is filed to a case that is there already.
    const auto slips = premises_.ask("SELECT id FROM arrival WHERE code = 'slip.filed'").size();
    if (static_cast<std::size_t>(ledger.arrivals.registered) != cases.size() + slips)
        out.emplace_back("there are not as many cases as registered letters");
    return out;
}

} // namespace docket::testing
