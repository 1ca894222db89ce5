#include "tests/support/memory_blobs.hpp"

#include <fstream>
#include <iterator>

namespace docket::testing {

Result<Digest> MemoryBlobs::put(std::span<const std::uint8_t> bytes) {
    if (bytes.size() > longest_) return fail(Kind::exhausted, "blob.no_room", "the memory is full");
    const auto digest = sha256(bytes);
    replace(digest, Bytes(bytes.begin(), bytes.end()));
    return digest;
}

Result<Digest> MemoryBlobs::put_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(Kind::unavailable, "blob.unavailable", "there is no " + file.string());
    return put(Bytes{std::istreambuf_iterator<char>(in), {}});
}

Result<Bytes> MemoryBlobs::get(const Digest& digest) {
    const std::scoped_lock lock(mutex_);
    const auto found = held_.find(digest);
    if (found == held_.end()) return fail(Kind::not_found, "blob.unknown", digest.hex());
    if (sha256(found->second) != digest) return fail(Kind::corrupt, "blob.damaged", digest.hex());
    return found->second;
}

Result<std::filesystem::path> MemoryBlobs::path(const Digest& digest) {
    DOCKET_TRY(const auto bytes, get(digest));
    auto file = folder_.path() / digest.hex();
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return file;
}

Result<bool> MemoryBlobs::has(const Digest& digest) {
    const std::scoped_lock lock(mutex_);
    return held_.contains(digest);
}

void MemoryBlobs::replace(const Digest& digest, Bytes bytes) {
    const std::scoped_lock lock(mutex_);
    held_[digest] = std::move(bytes);
}

} // namespace docket::testing
