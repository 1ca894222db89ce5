#include "ocr/prepare/steps.hpp"

#include "ocr/prepare/leptonica_handle.hpp"

#include <fstream>
#include <iomanip>
#include <sstream>
#include <system_error>

namespace docket::ocr {
namespace {

Failure unwritable(const std::filesystem::path& folder) {
    return fail(Kind::unavailable, "ocr.explain_unwritable",
                "the pictures that explain a reading cannot be written into " + folder.string() +
                    "; name a folder that can be written to");
}

} // namespace

Steps::Steps(std::filesystem::path explain_in)
    : folder_(std::move(explain_in)), began_(std::chrono::steady_clock::now()) {}

Result<void> Steps::done(const std::string& name, const std::string& decision, double confidence,
                         const Picture& picture) {
    const auto took = std::chrono::steady_clock::now() - began_;
    taken_.push_back({name, std::chrono::round<std::chrono::milliseconds>(took).count()});
    if (explaining()) DOCKET_CHECK(explain(decision, confidence, picture));
    began_ = std::chrono::steady_clock::now();
    return {};
}

Result<void> Steps::explain(const std::string& decision, double confidence, const Picture& picture) const {
    std::error_code unmade; // then the file cannot be opened either
    std::filesystem::create_directories(folder_, unmade);
    std::ostringstream number;
    number << std::setw(2) << std::setfill('0') << taken_.size();
    const auto& [name, ms] = taken_.back();
    std::ofstream index(folder_ / "index.txt", taken_.size() == 1 ? std::ios::trunc : std::ios::app);
    index << number.str() << '\t' << name << '\t' << decision << '\t' << std::fixed << std::setprecision(2)
          << confidence << '\t' << ms << " ms\n";
    if (!index.flush()) return unwritable(folder_);
    if (!picture) return {};
    const auto file = folder_ / (number.str() + "-" + name + ".png");
    DOCKET_TRY(const auto pix, pix_of(picture()));
    if (pixWrite(file.c_str(), pix.get(), IFF_PNG) != 0) return unwritable(folder_);
    return {};
}

} // namespace docket::ocr
