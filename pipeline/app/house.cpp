#include "pipeline/app/house.hpp"

#include "pipeline/app/calendars.hpp"
#include "pipeline/app/document_writer.hpp"
#include "pipeline/app/exporting.hpp"
#include "pipeline/app/lexicon_files.hpp"
#include "pipeline/app/metering.hpp"
#include "pipeline/app/owner.hpp"
#include "pipeline/app/places.hpp"
#include "pipeline/app/reading.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/desk/indexing.hpp"
#include "pipeline/desk/settled_words.hpp"
#include "pipeline/files/anchor_file.hpp"
#include "pipeline/files/folder_shelf.hpp"
#include "pipeline/flow/journey.hpp"
#include "pipeline/pictures/page_pictures.hpp"
#include "pipeline/store/store.hpp"

#include <algorithm>
#include <optional>
#include <thread>

namespace docket::app {

namespace {

Result<json::Value> read_json(const std::filesystem::path& file) {
    DOCKET_TRY(const auto text, read_text(file));
    auto value = json::parse(text);
    if (!value) return fail(Kind::invalid, value.error().code, file.string() + ": " + value.error().detail);
    return value;
}

void unsearchable(const std::string& subject, const Failure& why) { complain(why, subject); }

// Leases and deadlines of all hosts are compared with one another.
constexpr Millis most_askew{5'000};

Result<void> check_clock(store::Store& store) {
    DOCKET_TRY(const auto ahead, store.ahead());
    if (std::chrono::abs(ahead) <= most_askew) return {};
    return fail(Kind::unavailable, "store.clock_skew",
                "本机时钟与数据库服务器相差 " + std::to_string(ahead.count()) +
                    " 毫秒；请校准时钟（如 systemd-timesyncd），校准前本机不办理任何工作。");
}

// The first folder over a store gives it its name; from then on both say the same.
Result<void> check_installation(const DataFolder& folder, store::Store& store) {
    DOCKET_TRY(auto here, store.installations.here());
    if (!here) {
        const auto founded = store.work.transact(
            [&](Transaction& tx) { return store.installations.found(tx, folder.installation); });
        if (founded) return {};
        if (founded.error().code != "store.taken") return founded.error(); // another program was quicker
        DOCKET_TRY(here, store.installations.here());
    }
    if (here == folder.installation) return {};
    return fail(Kind::conflict, "folder.other_store",
                folder.root.string() +
                    " 与它的数据库不是同一次安装；请核对 docket.properties，未作任何改动。");
}

int processors() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

} // namespace

struct House::Parts {
    DataFolder folder;
    FolderUse use; // given back last
    ReadingSettings reading;
    SystemRandom random;
    metrics::Registry registry;
    files::AnchorFile anchors;
    std::unique_ptr<flow::Blobs> blobs;
    files::FolderShelf shelf;
    ocr::Lexicon lexicon;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<flow::BylawsInForce> in_force;
    std::unique_ptr<flow::Unpacker> unpacker;
    std::unique_ptr<flow::PageReader> reader;
    std::unique_ptr<flow::Archivist> archivist;
    std::unique_ptr<Typesetter> writer;
    std::unique_ptr<desk::KeptWords> words;
    std::optional<pictures::PagePictures> pictures;
    desk::Previews previews;
    desk::Glances glances;
    std::optional<flow::Tools> tools;
    std::optional<desk::Desk> desk;

    Parts(DataFolder f, FolderUse u, ReadingSettings r)
        : folder(std::move(f)), use(std::move(u)), reading(std::move(r)), anchors(folder.anchors()),
          shelf(folder.issued()) {}
};

House::House() = default;
House::~House() = default;

Result<std::unique_ptr<House>> House::open(const DataFolder& folder, const ReadingSettings& reading) {
    std::unique_ptr<House> house(new House);
    DOCKET_TRY(auto use, use_folder(folder));
    house->parts_ = std::make_unique<Parts>(folder, std::move(use), reading);
    auto& parts = *house->parts_;
    if (parts.reading.readers <= 0) parts.reading.readers = processors();
    flow::ShippedBylaws shipped;
    DOCKET_TRY(shipped.office, read_json(folder.office() / "office.json"));
    DOCKET_TRY(shipped.years, shipped_years());
    DOCKET_CHECK(flow::enact(shipped, {})); // what is wrong with the files is said before the store is asked
    DOCKET_TRY(parts.lexicon, read_lexicon(folder.office()));
    DOCKET_TRY(parts.blobs, open_blobs(folder));
    auto settings = store_of(folder);
    settings.sessions = parts.reading.readers + 8;
    DOCKET_TRY(parts.store, store::open_store(settings));
    DOCKET_CHECK(check_clock(*parts.store));
    DOCKET_CHECK(check_installation(folder, *parts.store));
    DOCKET_TRY(parts.in_force, flow::BylawsInForce::open(parts.store->bylaws, std::move(shipped)));

    parts.unpacker = make_unpacker(parts.reading);
    DOCKET_TRY(auto reader, make_page_reader(parts.reading));
    parts.reader = metered(std::move(reader), parts.registry);
    parts.archivist = make_archivist(parts.reading.program);
    parts.writer = make_document_writer(share() / "outputs/templates");
    auto& s = *parts.store;
    parts.words = std::make_unique<desk::KeptWords>(s.verifications);
    const auto bylaws = parts.in_force->now();
    parts.tools.emplace(flow::Tools{*folder.clock,
                                    parts.random,
                                    s.work,
                                    s.jobs,
                                    s.jobs_desk,
                                    s.cases,
                                    s.record,
                                    s.numbering,
                                    s.directory,
                                    *parts.blobs,
                                    s.arrivals,
                                    s.pages,
                                    s.batches,
                                    *parts.unpacker,
                                    *parts.reader,
                                    *parts.writer,
                                    parts.shelf,
                                    s.answers,
                                    *parts.archivist,
                                    s.archive_copies,
                                    *parts.words,
                                    bylaws->calendar,
                                    parts.lexicon,
                                    bylaws->office,
                                    flow::OpeningLimits{},
                                    folder.scratch(),
                                    parts.in_force.get(),
                                    bylaws});
    parts.pictures.emplace(sandbox::Command{{parts.reading.program, "picture-child"}}, folder.pictures());
    parts.desk.emplace(desk::Desk{*parts.tools, s.working_copies, s.verifications, s.corrections, s.searches,
                                  s.lists, s.batch_lists, *parts.pictures, *parts.writer, s.ledger,
                                  parts.previews, parts.glances, s.search_index, *parts.writer,
                                  s.record_lists, s.day_books, s.chain_board, s.portraits});
    return house;
}

const flow::Tools& House::tools() const { return *parts_->tools; }
flow::BylawsInForce& House::bylaws() { return *parts_->in_force; }
flow::AnchorBook& House::anchors() { return parts_->anchors; }
const desk::Desk& House::desk() const { return *parts_->desk; }
flow::LedgerBooks& House::books() { return parts_->store->ledger; }
access::OnceBook& House::once() { return parts_->store->once; }
access::Doorkeeper::Ports House::door() {
    auto& s = *parts_->store;
    return {*parts_->folder.clock,
            parts_->random,
            s.work,
            s.accounts,
            s.sessions,
            s.tries,
            s.factors,
            s.bindings,
            s.departures,
            s.directory,
            s.record};
}
const DataFolder& House::folder() const { return parts_->folder; }
int House::readers() const { return parts_->reading.readers; }
metrics::Registry& House::registry() { return parts_->registry; }
store::Use House::store_use() const { return parts_->store->use(); }
Result<std::uint64_t> House::read_ahead(Millis most) { return parts_->store->read_ahead(most); }

std::unique_ptr<queue::Worker> House::worker(const std::string& only_queue,
                                             std::function<void(const queue::Lease&, const Failure*)> log,
                                             std::function<void(const Failure&)> trouble) {
    warn_of_missing_engine(parts_->reading);
    const auto& tools = *parts_->tools;
    std::vector<queue::Lane> lanes;
    for (const auto& queue : flow::queues()) {
        if (!only_queue.empty() && queue != only_queue) continue;
        const auto lease = [](const std::string& kind) -> Millis {
            const auto* leg = flow::leg(kind);
            return leg ? leg->lease : std::chrono::minutes{5};
        };
        lanes.push_back({queue, queue == "ocr" ? readers() : 1, lease, flow::runner(tools)});
    }
    return std::make_unique<queue::Worker>(
        queue::Worker::Ports{tools.jobs, tools.work, tools.clock, tools.random, std::move(log), is_gone,
                             std::move(trouble),
                             [store = parts_->store.get()] { return check_clock(*store); },
                             std::chrono::days{tools.office.done_jobs_days}},
        own_name(), std::move(lanes));
}

std::unique_ptr<Keeper> House::chain_keeper() {
    return std::make_unique<Keeper>(chain_kept(*parts_->tools, parts_->anchors, parts_->store->chain_board,
                                               own_name(),
                                               [](const Failure& why) { complain(why, "chain"); }));
}

std::unique_ptr<Keeper> House::search_keeper(desk::ReportUnsearchable report) {
    return std::make_unique<Keeper>(search_kept(*parts_->desk, std::move(report)));
}

std::unique_ptr<Keeper> House::bylaws_keeper() {
    return std::make_unique<Keeper>(
        bylaws_kept(*parts_->in_force, [](const Failure& why) { complain(why, "bylaws"); }));
}

Result<void> House::wait_until_idle(const std::string& only_queue, const std::function<void()>& progress) {
    for (;;) {
        DOCKET_TRY(const auto left, flow::open_jobs(tools().desk, only_queue));
        if (progress) progress();
        if (left == 0) return {};
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
    }
}

Result<void> House::work_until_idle(const std::string& only_queue, const std::function<void()>& progress) {
    DOCKET_TRY(const auto lock, WorkerLock::shared(parts_->folder));
    const auto keeper = bylaws_keeper();
    const auto crew = worker(only_queue, {}, [](const Failure& failure) { complain(failure, "work"); });
    crew->start();
    DOCKET_CHECK(wait_until_idle(only_queue, progress));
    crew->stop();
    if (only_queue.empty()) DOCKET_CHECK(desk::index_all(*parts_->desk, unsearchable));
    return flow::anchor(tools(), parts_->anchors);
}

Result<void> House::wait_for_others(const std::function<void()>& progress) {
    return wait_until_idle("", progress);
}

} // namespace docket::app
