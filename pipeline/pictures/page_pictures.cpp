#include "pipeline/pictures/page_pictures.hpp"

#include "pipeline/pictures/request_json.hpp"
#include "pipeline/sandbox/answer.hpp"

#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

namespace docket::pictures {

namespace {

constexpr int pictures_a_child = 200;
constexpr std::array<std::string_view, 3> sizes{"thumb", "screen", "full"};

// Nothing where it is not there.
Bytes read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return Bytes{std::istreambuf_iterator<char>(in), {}};
}

// Goes with whoever made it, unless it was moved into place.
struct Temporary {
    std::filesystem::path path;
    ~Temporary() {
        std::error_code gone_already;
        std::filesystem::remove(path, gone_already);
    }
};

Failure unwritable() {
    return fail(Kind::unavailable, "picture.unwritable", "页面图写不进数据文件夹，请检查磁盘空间。");
}

} // namespace

PagePictures::PagePictures(sandbox::Command program, const std::filesystem::path& folder,
                           sandbox::Limits limits)
    : program_(std::move(program)), folder_(std::filesystem::absolute(folder)), limits_(limits) {}

std::filesystem::path PagePictures::place_of(const desk::PictureWish& wish) const {
    return folder_ / wish.image.substr(0, 2) /
           (wish.image + "-" + std::to_string(wish.turned) + "-" +
            std::string(sizes.at(static_cast<std::size_t>(wish.size))) + ".jpg");
}

Result<Bytes> PagePictures::jpeg(const desk::PictureWish& wish) {
    const auto place = place_of(wish);
    if (wish.watermark.empty())
        if (auto there = read(place); !there.empty()) return there;
    std::error_code error;
    std::filesystem::create_directories(place.parent_path(), error);
    if (error) return unwritable();
    const Temporary temporary{folder_ /
                              ("tmp-" + std::to_string(::getpid()) + "-" + std::to_string(++temporary_))};
    DOCKET_CHECK(make(wish, temporary.path));
    auto made = read(temporary.path);
    if (made.empty()) return unwritable();
    if (wish.watermark.empty()) {
        std::filesystem::rename(temporary.path, place, error);
        if (error) return unwritable();
    }
    return made;
}

Result<void> PagePictures::make(const desk::PictureWish& wish, const std::filesystem::path& to) {
    const MakeRequest request{
        std::filesystem::absolute(wish.file), to, wish.dpi, wish.turned, wish.size, wish.watermark};
    const std::lock_guard hold(mutex_);
    if (made_ >= pictures_a_child || (child_ && child_->over())) child_.reset();
    if (!child_) {
        DOCKET_TRY(auto started, sandbox::Conversation::start(program_, limits_));
        child_ = std::make_unique<sandbox::Conversation>(std::move(started));
        made_ = 0;
    }
    ++made_;
    const auto message = child_->ask(json::dump(to_json(request)));
    if (!message) {
        child_.reset();
        return message.error();
    }
    const auto answer = sandbox::understand(*message);
    if (!answer.understood) child_.reset();
    DOCKET_CHECK(answer.outcome);
    return {};
}

} // namespace docket::pictures
