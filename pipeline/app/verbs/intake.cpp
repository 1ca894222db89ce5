#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/receive.hpp"
#include "pipeline/flow/separator.hpp"
#include "pipeline/flow/two_sides.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <set>
#include <system_error>

namespace docket::app::verb {

namespace {

// The day options, read once for the whole tray.
Result<flow::Delivery> common(const Call& call, const flow::Tools& tools) {
    flow::Delivery delivery;
    delivery.received = tools.today();
    if (const auto text = call.arguments.text("received"); !text.empty()) {
        DOCKET_TRY(delivery.received, parse_iso_date(text));
        delivery.received_confirmed = true;
    }
    if (const auto text = call.arguments.text("posted"); !text.empty()) {
        DOCKET_TRY(delivery.posted, parse_iso_date(text));
    }
    delivery.channel = call.arguments.text("channel", "letter");
    if (const auto name = call.arguments.text("again"); !name.empty()) {
        delivery.again = parse_arrival_name(name);
        if (!delivery.again || call.arguments.rest().size() != 1)
            return usage("--again 后写被退回的来件编号（A…），并且只给一个文件。");
    }
    if (const auto person = call.arguments.text("as"); !person.empty()) {
        DOCKET_TRY(const auto known, tools.directory.person(person));
        delivery.actor = known.id;
    }
    return delivery;
}

// --batch: what lies on the tray together, with its name, box and how it was scanned.
Result<flow::Batch> batch_of(const Call& call, const flow::Delivery& delivery, const flow::Tools& tools) {
    flow::Batch batch;
    batch.uid = "file/" + std::to_string(tools.random.next()) + "/" + std::to_string(tools.random.next());
    batch.name = call.arguments.text("batch");
    batch.channel = delivery.channel;
    batch.received = delivery.received;
    batch.received_confirmed = delivery.received_confirmed;
    batch.posted = delivery.posted;
    batch.source = "command";
    batch.box = call.arguments.text("box");
    batch.two_sided = call.arguments.has("collate");
    DOCKET_TRY(batch.layout, flow::parse_layout(call.arguments.text("layout", "by_kind")));
    return flow::open_batch(batch, delivery.actor, tools);
}

Result<void> only_with_batch(const Call& call) {
    if (call.arguments.has("batch")) {
        if (call.arguments.has("again"))
            return usage("--again 是单独一封信的重新扫描，不能与 --batch 同用。");
        return {};
    }
    for (const auto* option : {"box", "collate", "layout"})
        if (call.arguments.has(option)) return usage(std::string("--") + option + " 须与 --batch 同用。");
    return {};
}

// --fronts: how many fronts a person counted.
Result<std::optional<int>> said_fronts(const Call& call) {
    const auto text = call.arguments.text("fronts");
    if (text.empty()) return std::optional<int>{};
    int fronts = 0;
    const auto* end = text.data() + text.size();
    if (!call.arguments.has("collate")) return usage("--fronts 须与 --collate 同用。");
    if (std::from_chars(text.data(), end, fronts).ptr != end || fronts <= 0)
        return usage("--fronts 后写正面扫了几页（正整数）。");
    return std::optional(fronts);
}

// Counts the two sides before anything is taken in: a tray that cannot be collated is not begun. A file that
// cannot be opened is for the door to refuse.
Result<void> sides_fit(const Call& call, std::optional<int> fronts, const flow::Tools& tools) {
    if (!call.arguments.has("collate")) return {};
    std::vector<int> pages;
    for (const auto& name : call.arguments.rest())
        if (const auto opened = tools.unpacker.open(name)) pages.push_back(opened->pages);
    if (pages.size() < call.arguments.rest().size()) return {};
    DOCKET_CHECK(flow::fronts_of(pages, fronts));
    return {};
}

std::string words_of(const flow::Batch& batch, std::size_t letters) {
    using flow::BatchState;
    std::string out = flow::batch_name(batch.id) + "  " + batch.name + "  ";
    switch (batch.state) {
    case BatchState::open: return out + "未收齐";
    case BatchState::reading: return out + "识读中";
    case BatchState::to_sort: return out + "待分件，有 " + std::to_string(batch.undecided) + " 处要人决定";
    case BatchState::sorted: return out + "已分为 " + std::to_string(letters) + " 封信";
    }
    return out;
}

// A name from a system with another encoding is no reason to refuse a letter: what is not UTF-8 becomes
// U+FFFD.
std::string readable(const std::string& name) { return encode_utf8(code_points(name)); }

// Names this delivery: the same file offered again by another call is another delivery, and then a duplicate.
std::string uid_of(const flow::Tools& tools) {
    return "file/" + std::to_string(tools.random.next()) + "/" + std::to_string(tools.random.next());
}

// "████░░░░": how much of the work is done, in a width that every terminal has.
std::string bar(int done, int all) {
    constexpr int width = 30;
    const int full = all > 0 ? std::clamp(done * width / all, 0, width) : 0;
    std::string out;
    for (int i = 0; i < width; ++i) out += i < full ? "█" : "░";
    return out;
}

// Waits until the letters are read: by the workers that hold the folder, else by ourselves.
Result<void> wait_until_read(House& house, const std::set<std::int64_t>& ours) {
    DOCKET_TRY(const bool alone, WorkerLock::nobody_works(house.folder()));
    const auto progress = [&] {
        if (::isatty(STDERR_FILENO) == 0) return;
        const auto views = arrival_views(house.tools());
        if (!views) return;
        int read = 0, all = 0;
        for (const auto& view : *views)
            if (ours.contains(view.arrival.id)) read += view.pages_read, all += view.pages;
        std::cerr << "\r识读 " << bar(read, all) << " " << read << "/" << all << " 页 " << std::flush;
    };
    if (alone) {
        DOCKET_CHECK(house.work_until_idle("", progress));
    } else {
        DOCKET_CHECK(house.wait_for_others(progress));
    }
    if (::isatty(STDERR_FILENO) != 0) std::cerr << '\n';
    return {};
}

} // namespace

Result<int> intake(const Call& call) {
    if (call.arguments.rest().empty()) return usage("请给出要收入的文件。");
    DOCKET_TRY(const auto house, open_house(call));
    const auto& tools = house->tools();
    DOCKET_CHECK(only_with_batch(call));
    DOCKET_TRY(auto delivery, common(call, tools));
    DOCKET_TRY(const auto fronts, said_fronts(call));
    DOCKET_CHECK(sides_fit(call, fronts, tools));
    if (call.arguments.has("batch")) {
        DOCKET_TRY(const auto batch, batch_of(call, delivery, tools));
        delivery.batch = batch.id;
    }
    const bool wait = call.arguments.has("wait");
    int exit = 0;
    std::set<std::int64_t> ours;
    for (const auto& name : call.arguments.rest()) {
        delivery.file = name;
        delivery.name = readable(delivery.file.filename().string());
        delivery.uid = uid_of(tools);
        const auto arrival = flow::receive(delivery, tools);
        if (!arrival) { // nothing was stored: the file lies where it lay, the next one is tried
            complain(arrival.error(), readable(name));
            exit = graver_exit(exit, verdict(arrival.error().kind).exit);
            continue;
        }
        ours.insert(arrival->id);
        if (call.arguments.has("move") && !arrival->original.empty()) {
            std::error_code error;
            if (!std::filesystem::remove(delivery.file, error) || error)
                complain(fail(Kind::unavailable, "intake.source_stays",
                              "已收存并登记，但原文件未能移走：" + error.message()),
                         readable(name));
        }
    }
    if (delivery.batch && !ours.empty())
        if (const auto closed = flow::close_batch(*delivery.batch, {{}, fronts}, delivery.actor, tools);
            !closed)
            return closed.error();
    if (wait) DOCKET_CHECK(wait_until_read(*house, ours));
    if (delivery.batch) {
        DOCKET_TRY(const auto batch, tools.batches.load(*delivery.batch));
        DOCKET_TRY(const auto letters, tools.arrivals.of_batch(batch.id, flow::Part::letter));
        for (const auto& letter : letters) ours.insert(letter.id);
        std::cout << words_of(batch, letters.size()) << '\n';
    }
    DOCKET_TRY(const auto views, arrival_views(tools));
    for (const auto& view : views) {
        if (!ours.contains(view.arrival.id) || view.state == "sorted") continue;
        std::cout << line_of(view) << '\n';
        exit = graver_exit(exit, exit_of(view));
    }
    DOCKET_CHECK(flow::anchor(tools, house->anchors()));
    return exit;
}

} // namespace docket::app::verb
