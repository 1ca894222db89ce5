#include "pipeline/access/administration.hpp"
#include "pipeline/administration/administration.hpp"
#include "pipeline/app/journal.hpp"
#include "pipeline/app/metering.hpp"
#include "pipeline/app/notify.hpp"
#include "pipeline/app/places.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/sign_in.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/app/verbs/ending.hpp"
#include "pipeline/files/read_ahead.hpp"
#include "pipeline/flow/recount.hpp"
#include "pipeline/http/api/asked.hpp"
#include "pipeline/http/server.hpp"
#include "pipeline/intake/watch.hpp"
#include "pipeline/text/search_form.hpp"

#include <charconv>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace docket::app::verb {

namespace {

constexpr Millis between_anchors{60'000}, between_looks{2'000};
constexpr Millis between_signs{10'000}; // of life, to the manager of services

// HOST:PORT; a bare port is one of 127.0.0.1.
Result<http::ServerSettings> address_of(const Call& call, const Settings& set) {
    http::ServerSettings settings;
    const auto listen =
        call.arguments.text("listen", set.listen.empty() ? std::string(usual_listen) : set.listen);
    const auto colon = listen.rfind(':');
    const auto port = colon == std::string::npos ? listen : listen.substr(colon + 1);
    if (colon != std::string::npos) settings.host = listen.substr(0, colon);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), settings.port);
    if (error != std::errc{} || end != port.data() + port.size() || settings.host.empty())
        return usage("--listen 的写法是 127.0.0.1:8765。");
    return settings;
}

Result<void> check_address(const DataFolder& folder, const http::ServerSettings& settings) {
    if (settings.host == "127.0.0.1") return {};
    if (folder.demo())
        return fail(Kind::forbidden, "serve.demo_is_local",
                    "演示目录只在 127.0.0.1 上提供，不能监听其他地址。");
    if (!settings.behind_proxy)
        return fail(Kind::forbidden, "serve.no_tls",
                    "监听 127.0.0.1 以外的地址须在终结 TLS 的代理之后，并加 --behind-tls-proxy。");
    return {};
}

std::vector<std::string> names_of(const Call& call, const Settings& set) {
    std::vector<std::string> out;
    auto rest = call.arguments.text("name", set.names.empty() ? std::string(usual_names) : set.names);
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        out.push_back(rest.substr(0, comma));
        rest = comma == std::string::npos ? "" : rest.substr(comma + 1);
    }
    return out;
}

// Uploads of a server that was killed; those of one that runs are younger.
void clear_uploads(const std::filesystem::path& scratch) {
    std::error_code ignored; // what cannot be removed is in nobody's way
    for (const auto& entry : std::filesystem::directory_iterator(scratch, ignored))
        if (entry.path().filename().string().starts_with("upload-") &&
            std::filesystem::file_time_type::clock::now() - entry.last_write_time(ignored) >
                std::chrono::hours{24})
            std::filesystem::remove(entry.path(), ignored);
}

// A disk is slow at what nobody asked for lately, and whoever comes first in the morning shall not wait for
// it. A file is read before the store is opened (see files/read_ahead.hpp).
constexpr Millis longest_waking{2'000};
void wake(const DataFolder& folder) {
    if (!store_of(folder).server.empty() || !std::filesystem::exists(folder.database())) return;
    if (const auto read = files::read_ahead(folder.database(), longest_waking); !read)
        complain(read.error(), "serve");
}
// Then docket asks what people ask: what the engine prepares for a question is there when they do.
Result<void> ask_first(const desk::Desk& desk) {
    desk::CaseQuery register_page;
    DOCKET_CHECK(desk.lists.cases(register_page));
    register_page.words = "信访";
    DOCKET_CHECK(desk.lists.cases(register_page));
    search::Wanted letters;
    for (const auto* words :
         {U"信访事项 2026年1月1日", U"2026年1月1日"}) { // the latter goes through many texts
        letters.words = text::search_words(words);
        DOCKET_CHECK(desk.index.find(letters));
    }
    DOCKET_CHECK(desk::arrivals(desk, "todo", "", 0, 50)); // the mailroom's, with the ledger
    return {};
}
void wake(House& house) {
    if (const auto read = house.read_ahead(longest_waking); !read) complain(read.error(), "serve");
    if (const auto asked = ask_first(house.desk()); !asked) complain(asked.error(), "serve");
}

using Sink = std::function<void(const std::string&)>;

// Where lines go, one at a time: requests and troubles into one file.
Result<Sink> log_of(const Call& call) {
    auto turn = std::make_shared<std::mutex>();
    const auto file = call.arguments.text("log");
    if (file.empty())
        return Sink([turn](const std::string& line) {
            const std::lock_guard hold(*turn);
            std::cerr << line + "\n" << std::flush;
        });
    auto out = std::make_shared<std::ofstream>(file, std::ios::app);
    if (!*out) return fail(Kind::unavailable, "serve.log_unwritable", file + " 无法写入。");
    return Sink([turn, out](const std::string& line) {
        const std::lock_guard hold(*turn);
        *out << line + "\n" << std::flush;
    });
}

// Who is told what the service does.
struct Told {
    Metering metering;
    Sink sink;
    Journal journal;
    Told(House& house, Sink s) : metering(house), sink(std::move(s)), journal(house.tools().clock, sink) {}
};

// The folder that is named by --watch or by the office; none where neither names one.
std::unique_ptr<intake::WatchedFolder> watched_folder(const Call& call, House& house, Journal& journal) {
    intake::WatchSettings settings;
    settings.folder = call.arguments.text("watch", house.tools().office.watched);
    if (settings.folder.empty()) return nullptr;
    return std::make_unique<intake::WatchedFolder>(
        house.tools(), settings,
        [&](const Failure& failure, const std::string&) { journal.trouble("watch", failure); });
}

// Until somebody asks for the end: the head of the record is anchored, what is over leaves the store.
void keep(House& house, const http::Dispatcher& dispatcher, intake::WatchedFolder* watched,
          Journal& journal) {
    auto next = house.tools().clock.now(), next_look = next, next_sign = next;
    while (asked_to_end == 0) {
        if (house.tools().clock.now() >= next_sign) {
            next_sign = house.tools().clock.now() + between_signs;
            tell_manager("WATCHDOG=1");
        }
        if (watched && house.tools().clock.now() >= next_look) {
            next_look = house.tools().clock.now() + between_looks;
            if (const auto done = watched->turn(); !done && done.error().code != "watch.held")
                journal.trouble("watch", done.error());
        }
        if (house.tools().clock.now() >= next) {
            next = house.tools().clock.now() + between_anchors;
            if (const auto done = flow::anchor(house.tools(), house.anchors()); !done)
                journal.trouble("anchor", done.error());
            if (const auto done = dispatcher.sweep(); !done) journal.trouble("sweep", done.error());
        }
        std::this_thread::sleep_for(Millis{100});
    }
}

Result<void> run(const Call& call, House& house, const http::ServerSettings& settings, Told& told) {
    DOCKET_TRY(const auto manners, door_settings(house.folder().settings, house.tools().office.name));
    access::Doorkeeper door(house.door(), manners);
    access::Administration keys(house.door());
    const auto doors = house.door();
    DOCKET_TRY(const auto provider, provider_of(house.folder().settings));
    std::optional<access::ByProvider> by_provider;
    if (provider) by_provider.emplace(doors, door, *provider);
    const administration::Ports administration{doors.accounts, doors.sessions, keys, house.bylaws(),
                                               provider.get()};
    const http::House rooms{house.tools(),
                            door,
                            house.once(),
                            &house.desk(),
                            {DOCKET_VERSION, house.folder().demo(), settings.behind_proxy},
                            desk::counts,
                            http::api::particulars,
                            qr_shape,
                            &administration,
                            by_provider ? &*by_provider : nullptr};
    const http::Dispatcher dispatcher(rooms, http::routes(), {names_of(call, house.folder().settings)});
    DOCKET_TRY(const auto pages,
               http::WebFiles::load(call.arguments.text("web", (share() / "web/dist").string())));
    http::AccessLog log(house.tools().clock, told.sink,
                        [&](const http::LogLine& line) { told.metering.heard(line); });
    DOCKET_TRY(auto server, http::Server::start(dispatcher, pages, log, settings));
    const auto address = "http://" + settings.host + ":" + std::to_string(server->port());
    std::cout << (call.arguments.has("print-address") ? "" : "docket 在 ") << address << std::endl;
    const auto watched = watched_folder(call, house, told.journal);
    tell_manager("READY=1");
    keep(house, dispatcher, watched.get(), told.journal);
    tell_manager("STOPPING=1");
    server.reset();
    return {};
}

} // namespace

Result<int> serve(const Call& call) {
    DOCKET_TRY(const auto folder, data_folder(call.arguments));
    DOCKET_TRY(auto settings, address_of(call, folder.settings));
    settings.behind_proxy =
        call.arguments.has("behind-tls-proxy") || folder.settings.behind_tls_proxy == "yes";
    DOCKET_CHECK(check_address(folder, settings));
    settings.scratch = folder.scratch();
    wake(folder);
    DOCKET_TRY(const auto house, open_house(call));
    wake(*house);
    clear_uploads(settings.scratch);
    end_when_asked();

    DOCKET_TRY(auto sink, log_of(call));
    Told told(*house, std::move(sink));
    DOCKET_TRY(const auto shown, serve_metrics(call.arguments.text("metrics", folder.settings.metrics),
                                               folder.settings, told.metering));
    const auto chain = house->chain_keeper();
    const auto bylaws = house->bylaws_keeper();
    std::optional<WorkerLock> lock;
    std::unique_ptr<queue::Worker> crew;
    std::unique_ptr<Keeper> keeper;
    if (!call.arguments.has("no-work")) {
        DOCKET_TRY(auto taken, WorkerLock::shared(folder));
        lock.emplace(std::move(taken));
        const auto log = [&](const queue::Lease& lease, const Failure* why) {
            told.metering.settled(lease, why);
            if (why) told.journal.trouble("job", *why, lease.subject, lease.kind);
        };
        crew = house->worker("", log, [&](const Failure& why) { told.journal.trouble("work", why); });
        if (const auto asked = flow::ask_recount_where_due(house->tools()); !asked)
            complain(asked.error(), "serve");
        crew->start();
        keeper = house->search_keeper([&](const std::string& subject, const Failure& why) {
            told.journal.trouble("index", why, subject);
        });
    }
    auto served = run(call, *house, settings, told);
    keeper.reset();
    if (crew) crew->stop();
    if (!served) return served.error();
    DOCKET_CHECK(flow::anchor(house->tools(), house->anchors()));
    return 0;
}

} // namespace docket::app::verb
