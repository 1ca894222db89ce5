#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"

#include <charconv>
#include <fstream>
#include <iostream>

namespace docket::app::verb {

Result<int> separators(const Call& call) {
    const std::filesystem::path out = call.arguments.text("out");
    if (out.empty() || !call.arguments.rest().empty())
        return usage("docket separators --data DIR [--batch B000012] [--box N] [--count K] --out FILE.pdf");
    const auto text = call.arguments.text("count", "10");
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size()) return usage("--count 须是整数。");
    DOCKET_TRY(const auto house, open_house(call));
    const auto batch = call.arguments.text("batch");
    if (!batch.empty()) {
        DOCKET_TRY(const auto id, desk::batch_id(batch));
        DOCKET_TRY(const auto known, house->tools().batches.load(id));
        static_cast<void>(known);
    }
    DOCKET_TRY(const auto pdf, desk::separators(house->desk(), batch, call.arguments.text("box"), count));
    std::ofstream file(out, std::ios::binary);
    file.write(reinterpret_cast<const char*>(pdf.data()), static_cast<std::streamsize>(pdf.size()));
    if (!file.flush()) return fail(Kind::unavailable, "shelf.unwritable", out.string() + " 无法写入。");
    std::cout << out.string() << '\n';
    return 0;
}

} // namespace docket::app::verb
