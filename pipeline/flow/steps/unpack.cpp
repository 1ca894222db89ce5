#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/steps/scratch.hpp"
#include "pipeline/flow/steps/steps.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace docket::flow::step {

namespace {

// On a disk this full a file that could not be opened may be as good as any: programs that draw pages write
// half of one, or crash.
bool is_nearly_full(const std::filesystem::path& folder) {
    constexpr std::uintmax_t enough = 8U << 20U; // bytes
    std::error_code error;
    const auto disk = std::filesystem::space(folder, error);
    return !error && disk.available < enough;
}

// The file is rejected, the letter is not: the clock goes on with the duty to scan again.
Output rejecting(Arrival arrival, const Failure& why, const Tools& tools) {
    return {[arrival, why, &tools](Transaction& tx) mutable -> Result<std::vector<Next>> {
        const std::string from{name(arrival.state)};
        arrival.state = ArrivalState::rejected;
        arrival.code = why.code;
        arrival.reason = why.detail;
        arrival.scan_again = true;
        DOCKET_CHECK(tools.pages.place_all(tx, arrival.id, Place::in_rejected));
        DOCKET_CHECK(save_arrival(tx, tools, arrival, "reject", from));
        if (arrival.part == Part::file) return ready_to_split(tx, tools, *arrival.batch);
        return std::vector<Next>{};
    }};
}

// The slice that the job is for: it is told its first page, and the first job nothing.
Result<Slice> slice_of(const StepInput& input) {
    constexpr int pages_at_once = 25;
    Slice slice{1, pages_at_once};
    const auto* end = input.text.data() + input.text.size();
    if (!input.text.empty() && std::from_chars(input.text.data(), end, slice.first).ptr != end)
        return fail(Kind::invalid, "job.payload_version", "the job does not say which pages to take out");
    return slice;
}

// Keeps the bytes of every page.
Result<std::vector<Page>> kept(const std::vector<UnpackedPage>& unpacked, const Arrival& arrival,
                               const Slice& slice, const Tools& tools) {
    std::vector<Page> pages;
    for (const auto& found : unpacked) {
        DOCKET_TRY(const auto image, tools.blobs.put_file(found.file));
        Page page;
        page.arrival = arrival.id;
        page.n = slice.first + static_cast<int>(pages.size());
        page.image = image.hex();
        page.media = found.media;
        page.width = found.width;
        page.height = found.height;
        page.dpi = found.dpi;
        pages.push_back(page);
    }
    return pages;
}

Result<std::vector<UnpackedPage>> taken_out(const StepInput& input, const Arrival& arrival,
                                            const std::filesystem::path& folder, const Slice& slice,
                                            const Tools& tools) {
    DOCKET_TRY(const auto original, Digest::from_hex(arrival.original));
    DOCKET_TRY(const auto file, tools.blobs.path(original));
    auto unpacked = tools.unpacker.unpack(file, folder, slice);
    if (unpacked) return unpacked;
    if (is_nearly_full(folder))
        return fail(Kind::exhausted, "blob.no_room",
                    "取出页面时磁盘已满，腾出空间后会自动继续：" + unpacked.error().detail);
    if (verdict(unpacked.error().kind).retry != Verdict::never) DOCKET_CHECK(input.charge(unpacked.error()));
    return unpacked;
}

} // namespace

Result<Output> unpack(const StepInput& input, const Tools& tools) {
    DOCKET_TRY(auto arrival, tools.arrivals.load(input.id));
    if (arrival.state != ArrivalState::in_progress)
        return Output{[](Transaction&) { return std::vector<Next>{}; }};
    DOCKET_TRY(const auto slice, slice_of(input));
    const Scratch scratch(tools);
    const auto unpacked = taken_out(input, arrival, scratch.folder, slice, tools);
    if (!unpacked) {
        const auto& why = unpacked.error();
        const bool of_the_file = why.code.starts_with("file.") && verdict(why.kind).retry == Verdict::never;
        return of_the_file ? Result<Output>(rejecting(std::move(arrival), why, tools)) : why;
    }
    const int wanted = std::min(slice.most, arrival.pages_opened - slice.first + 1);
    if (static_cast<int>(unpacked->size()) != wanted)
        return fail(Kind::corrupt, "file.page_count_changed",
                    "打开时数到 " + std::to_string(arrival.pages_opened) + " 页，从第 " +
                        std::to_string(slice.first) + " 页起取出 " + std::to_string(unpacked->size()) +
                        " 页，请人工核对原件。");
    DOCKET_TRY(const auto pages, kept(*unpacked, arrival, slice, tools));
    const int next_slice = slice.first + slice.most;
    const bool more = next_slice <= arrival.pages_opened;
    return Output{[=, subject = input.subject, &tools](Transaction& tx) -> Result<std::vector<Next>> {
        std::vector<Next> nexts;
        for (auto page : pages) {
            DOCKET_CHECK(tools.pages.add(tx, page));
            nexts.push_back({page.id, subject, {}});
        }
        if (more) nexts.push_back({arrival.id, subject, {}, std::to_string(next_slice), true});
        return nexts;
    }};
}

} // namespace docket::flow::step
