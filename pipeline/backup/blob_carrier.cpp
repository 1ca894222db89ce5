#include "pipeline/backup/blob_carrier.hpp"

namespace docket::backup {

Result<BlobCarrier::Came> BlobCarrier::carry(const Name& name, bool ask) {
    DOCKET_TRY(const bool there, into_.has(name.blob));
    if (there) return ++there_, Came::there;
    if (!name.must) {
        if (!ask) return Came::no;
        DOCKET_TRY(const bool blob, from_.has(name.blob));
        if (!blob) return Came::no; // the digest of a text
    }
    return copy(name);
}

Result<BlobCarrier::Came> BlobCarrier::copy(const Name& name) {
    const auto path = from_.path(name.blob);
    if (!path && path.error().kind == Kind::not_found) return lose(name, "不在存储中");
    if (!path && path.error().kind == Kind::corrupt) return lose(name, "已损坏");
    if (!path) return path.error();
    DOCKET_TRY(const auto came, into_.put_file(*path));
    if (came != name.blob) return lose(name, "已损坏（" + path->string() + "）");
    return ++copied_, Came::copied;
}

BlobCarrier::Came BlobCarrier::lose(const Name& name, std::string why) {
    constexpr std::size_t most_told = 100; // of an office that lost a disk
    ++lost_;
    if (told_.size() < most_told)
        told_.push_back(name.where + " 所指的 " + name.blob.hex() + " " + std::move(why));
    return Came::no;
}

Result<void> each_name(Rows& rows,
                       const std::function<Result<void>(const Name&, const Table&, const Row&)>& sink) {
    for (const auto& table : rows.layout().tables) {
        const Names names(table);
        if (!names.any()) continue;
        DOCKET_CHECK(rows.read(table, [&](const Row& row) {
            return names.each(row, [&](const Name& name) { return sink(name, table, row); });
        }));
    }
    return {};
}

} // namespace docket::backup
