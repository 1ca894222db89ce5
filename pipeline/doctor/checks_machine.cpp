// The machine: room, clock, engines, typefaces, children, who may read what, the address.
#include "pipeline/doctor/judge.hpp"

#include <algorithm>

namespace docket::doctor::check {

namespace {

// A tray of 250 sheets, both sides: originals, pictures and archive copies weigh less than a gigabyte.
constexpr std::int64_t gigabyte = 1LL << 30U, a_tray = gigabyte, ten_trays = 10 * a_tray;
constexpr std::int64_t files_of_a_tray = 5'000;
constexpr Millis most_askew{5'000}, a_little_askew{1'000};
constexpr Millis older_than_latest{std::chrono::minutes{5}};
constexpr std::string_view free_some = "清理磁盘或换更大的磁盘；磁盘满时不再收件，已收的不会丢失。";

std::string gigabytes(std::int64_t bytes) {
    const auto tenths = bytes / (gigabyte / 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

Level level_of(const Room& room) {
    if (room.bytes_free < a_tray || (room.files_free >= 0 && room.files_free < files_of_a_tray))
        return Level::fault;
    return room.bytes_free < ten_trays ? Level::warning : Level::ok;
}

} // namespace

Finding space(Instruments& instruments) {
    const auto rooms = instruments.rooms();
    if (!rooms) return fault(rooms.error().detail, "检查这些文件夹是否存在、磁盘是否已挂载。");
    Finding out;
    for (const auto& room : *rooms) {
        out.level = std::max(out.level, level_of(room));
        out.says += (out.says.empty() ? "" : "，") + room.what + "可用 " + gigabytes(room.bytes_free);
        if (room.files_free >= 0 && room.files_free < files_of_a_tray)
            out.says += "（只能再建 " + std::to_string(room.files_free) + " 个文件）";
    }
    if (out.level != Level::ok)
        out.advice = "一盘 250 张需要约 " + gigabytes(a_tray) + "；" + std::string(free_some);
    return out;
}

Finding clock(Instruments& instruments) {
    const auto clock = instruments.clock();
    if (!clock) return unknown(clock.error());
    const auto store = instruments.store();
    const auto ahead = store ? store->ahead : Millis{};
    const std::string set_it = "校准时钟，例如 timedatectl set-ntp true；";
    if (std::chrono::abs(ahead) > most_askew)
        return fault("与数据库服务器相差 " + std::to_string(ahead.count()) + " 毫秒",
                     set_it + "校准前本机不办理任何工作。");
    if (!clock->demo && clock->latest && clock->now + older_than_latest < *clock->latest)
        return fault("现在是 " + china.text(clock->now) + "，而操作记录中已有 " + china.text(*clock->latest),
                     set_it + "时钟倒退会使期限算错。");
    if (std::chrono::abs(ahead) > a_little_askew)
        return warning("与数据库服务器相差 " + std::to_string(ahead.count()) + " 毫秒",
                       set_it + "超过 5 秒时本机停止工作。");
    if (clock->synchronised && !*clock->synchronised)
        return warning("现在是 " + china.text(clock->now) + "，但没有与时间服务器同步",
                       set_it + "期限以本机时钟为准。");
    return well("现在是 " + china.text(clock->now));
}

Finding engines(Instruments& instruments) {
    const auto engines = instruments.engines();
    if (!engines) return fault(engines.error().detail, "重新安装 docket 的识读模型。");
    if (!engines->languages_missing.empty())
        return fault(
            "Tesseract 缺少语言：" + joined(engines->languages_missing),
            "安装 tesseract-ocr-chi-sim、tesseract-ocr-chi-tra、tesseract-ocr-eng、tesseract-ocr-osd。");
    if (!engines->damaged.empty())
        return fault("识读模型缺失或已损坏：" + joined(engines->damaged),
                     "重新安装 docket，或重新获取 " + engines->models + " 中的模型。");
    if (engines->models.empty())
        return warning("没有 PP-OCR 的模型，只用 Tesseract 识读，手写件会差得多",
                       "安装带模型的 docket，或用 DOCKET_MODELS 指明模型文件夹。");
    if (!engines->with_digests)
        return warning("PP-OCR 的模型在 " + engines->models + "，没有可核对的摘要（SHA256SUMS）",
                       "确认模型的来源，在其文件夹中用 sha256sum 写一份 SHA256SUMS。");
    return well("PP-OCR 与 Tesseract 俱全，模型与摘要相符");
}

Finding faces(Instruments& instruments) {
    if (const auto opened = instruments.faces(); !opened)
        return fault(opened.error().detail, "安装缺少的字体；没有它不能生成文书。");
    return well("文书所用的字体俱全");
}

Finding children(Instruments& instruments) {
    const std::string words = "来信收悉依法受理";
    const auto read = instruments.read_a_page(words);
    if (!read)
        return fault("未能排印、打开并识读一页（" + read.error().code + "）：" + read.error().detail,
                     "检查 poppler-utils 和识读引擎是否安装，以及系统是否允许 docket 启动子进程。");
    if (read->find(words) == std::string::npos)
        return fault("排印的一页读成了“" + *read + "”", "识读引擎不能用；重新安装 docket 和 tesseract-ocr。");
    return well("排印、打开、识读一页，文字相符");
}

Finding guarded(Instruments& instruments) {
    const auto guarded = instruments.guarded();
    if (!guarded) return unknown(guarded.error());
    std::vector<std::string> open, secrets;
    for (const auto& one : *guarded) {
        const unsigned too_much = one.secret ? 077U : 027U;
        if ((one.mode & too_much) != 0) (one.secret ? secrets : open).push_back(one.path);
    }
    if (!secrets.empty())
        return fault("别人能读到密钥文件：" + joined(secrets), "对这些文件执行 chmod 600。");
    if (!open.empty())
        return warning("本机其他用户能进入或改写：" + joined(open), "对这些文件夹执行 chmod 750 或 700。");
    return well("数据目录与密钥文件只有 docket 能读");
}

Finding door(Instruments& instruments) {
    const auto door = instruments.door();
    if (!door) return unknown(door.error());
    const bool local = door->listen.starts_with("127.0.0.1:");
    if (!local && door->demo)
        return fault("演示目录设为监听 " + door->listen,
                     "演示目录只能监听 127.0.0.1；删去 docket.properties 的 listen。");
    if (!local && !door->behind_proxy)
        return fault("设为监听 " + door->listen + "，而没有说前面有终结 TLS 的代理",
                     "在 docket.properties 中写 behind_tls_proxy = yes，并按 nginx.conf 配好代理。");
    const bool named = std::ranges::any_of(
        door->names, [](const auto& name) { return name != "127.0.0.1" && name != "localhost"; });
    if (door->behind_proxy && !named)
        return warning("前面有代理，但没有写浏览器所用的主机名",
                       "在 docket.properties 中写 names = 主机名；否则浏览器的请求一律被拒绝。");
    if (!door->behind_proxy && !named) return well("只在本机提供：" + door->listen);
    return well("监听 " + door->listen + "，主机名 " + joined(door->names) +
                (door->behind_proxy ? "，在 TLS 代理之后" : ""));
}

} // namespace docket::doctor::check
