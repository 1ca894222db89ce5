#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/steps/steps.hpp"
#include "pipeline/flow/writing.hpp"

#include <system_error>

namespace docket::flow::step {

namespace {

// A folder that goes when the step ends.
class Scratch {
  public:
    Scratch(const std::filesystem::path& root, std::uint64_t name) : folder(root / std::to_string(name)) {
        std::filesystem::create_directories(folder);
    }
    ~Scratch() {
        std::error_code ignored; // the folder of folders is emptied when the program starts
        std::filesystem::remove_all(folder, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::filesystem::path folder;
};

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

} // namespace

Result<Output> unpack(const StepInput& input, const Tools& tools) {
    DOCKET_TRY(auto arrival, tools.arrivals.load(input.id));
    if (arrival.state != ArrivalState::in_progress)
        return Output{[](Transaction&) { return std::vector<Next>{}; }};
    DOCKET_TRY(const auto original, Digest::from_hex(arrival.original));
    DOCKET_TRY(const auto file, tools.blobs.path(original));
    const Scratch scratch(tools.scratch, tools.random.next());
    const auto unpacked = tools.unpacker.unpack(file, scratch.folder);
    if (!unpacked && is_nearly_full(scratch.folder))
        return fail(Kind::exhausted, "blob.no_room",
                    "取出页面时磁盘已满，腾出空间后会自动继续：" + unpacked.error().detail);
    if (!unpacked && verdict(unpacked.error().kind).retry == Verdict::never)
        return rejecting(std::move(arrival), unpacked.error(), tools);
    if (!unpacked) {
        DOCKET_CHECK(input.charge(unpacked.error()));
        return unpacked.error();
    }
    if (static_cast<int>(unpacked->size()) != arrival.pages_opened)
        return fail(Kind::corrupt, "file.page_count_changed",
                    "打开时数到 " + std::to_string(arrival.pages_opened) + " 页，取出 " +
                        std::to_string(unpacked->size()) + " 页，请人工核对原件。");
    std::vector<Page> pages;
    for (const auto& found : *unpacked) {
        DOCKET_TRY(const auto image, tools.blobs.put_file(found.file));
        Page page;
        page.arrival = arrival.id;
        page.n = static_cast<int>(pages.size()) + 1;
        page.image = image.hex();
        page.media = found.media;
        page.width = found.width;
        page.height = found.height;
        page.dpi = found.dpi;
        pages.push_back(page);
    }
    return Output{
        [pages, subject = input.subject, &tools](Transaction& tx) mutable -> Result<std::vector<Next>> {
            std::vector<Next> nexts;
            for (auto& page : pages) {
                DOCKET_CHECK(tools.pages.add(tx, page));
                nexts.push_back({page.id, subject, {}});
            }
            return nexts;
        }};
}

} // namespace docket::flow::step
