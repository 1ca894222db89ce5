#include "pipeline/files/read_ahead.hpp"

#include "pipeline/files/posix_file.hpp"

#include <chrono>

namespace docket::files {

Result<std::uint64_t> read_ahead(const std::filesystem::path& file, Millis most) {
    using Watch = std::chrono::steady_clock;
    constexpr std::size_t a_piece = std::size_t{1} << 20;
    const auto until = Watch::now() + most;
    DOCKET_TRY(const auto source, open_to_read(file));
    Bytes piece(a_piece);
    std::uint64_t sum = 0;
    while (Watch::now() < until) {
        DOCKET_TRY(const auto n, read_some(source, piece, file));
        if (n == 0) break;
        sum += n;
    }
    return sum;
}

} // namespace docket::files
