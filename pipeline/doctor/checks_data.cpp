// The data: database, calendars, record, ledger, queue, backup.
#include "pipeline/doctor/judge.hpp"

#include <algorithm>

namespace docket::doctor::check {

namespace {
using std::chrono::days;
using std::chrono::hours;

constexpr Millis waits_too_long{hours{1}};
constexpr Millis backup_late{hours{36}}, backup_missing{days{7}};

std::string ago(Millis since) {
    const auto whole = std::chrono::duration_cast<hours>(since).count();
    return whole < 48 ? std::to_string(whole) + " 小时" : std::to_string(whole / 24) + " 天";
}
} // namespace

Finding store(Instruments& instruments) {
    const auto store = instruments.store();
    if (!store)
        return fault(store.error().detail + "（" + store.error().code + "）",
                     "检查数据库是否启动、docket.properties 的 store 是否正确、磁盘是否损坏。");
    const auto versions = "第 " + std::to_string(store->schema) + " 版结构";
    if (store->schema > store->known)
        return fault(store->engine + "，" + versions + "，比本程序新",
                     "数据库由更新的 docket 建立；请在本机安装那一版。");
    if (store->schema < store->known)
        return warning(store->engine + "，" + versions + "，本程序用第 " + std::to_string(store->known) +
                           " 版",
                       "下次启动 docket 时自动升级；请先做备份，多台机器应一起更新。");
    return well(store->engine + "，" + versions);
}

Finding calendar(Instruments& instruments) {
    const auto years = instruments.calendar_years();
    if (!years) return fault(years.error().detail, "重新安装 docket；没有日历不能计算期限。");
    const auto today = instruments.today();
    const int year = static_cast<int>(today.year());
    const auto known = [&](int y) { return std::ranges::find(*years, y) != years->end(); };
    const std::string bring = "国务院办公厅的通知发布后，由管理员发布该年日历（docket calendar import）。";
    if (!known(year))
        return fault("没有 " + std::to_string(year) + " 年的节假日安排", bring + "在此之前期限只能暂定。");
    if (today.month() == std::chrono::December && !known(year + 1))
        return warning("没有 " + std::to_string(year + 1) + " 年的节假日安排",
                       bring + "跨年的期限在此之前只能暂定。");
    return well(std::to_string(*std::ranges::min_element(*years)) + " 至 " +
                std::to_string(*std::ranges::max_element(*years)) + " 年的安排已有");
}

Finding chain(Instruments& instruments) {
    const auto chain = instruments.chain();
    if (!chain) return unknown(chain.error());
    const auto size = std::to_string(chain->events) + " 条，锚点 " + std::to_string(chain->anchors) + " 个";
    if (!chain->findings.empty())
        return fault("操作记录与锚点不符：" + chain->findings.front(),
                     "立即停止办理，保全数据，运行 docket audit verify 查明；必要时从备份恢复。");
    return well("操作记录 " + size + "，最近一段与锚点相符");
}

Finding ledger(Instruments& instruments) {
    const auto ledger = instruments.ledger();
    if (!ledger) return unknown(ledger.error());
    if (!ledger->balanced) return fault("账不平", "运行 docket ledger 查看哪一本账不平，并保全数据。");
    return well("收到 " + std::to_string(ledger->arrivals) + " 件、" + std::to_string(ledger->pages) +
                " 页，两本账均平");
}

Finding queue(Instruments& instruments) {
    const auto queue = instruments.queue();
    if (!queue) return unknown(queue.error());
    if (queue->oldest_ready && queue->now - *queue->oldest_ready > waits_too_long)
        return fault("有工作等了 " + ago(queue->now - *queue->oldest_ready) + "没有人做",
                     "启动 docket work 或 docket serve，并查看其日志。");
    if (queue->dead > 0)
        return warning("有 " + std::to_string(queue->dead) + " 项工作多次失败，已停下",
                       "用 docket jobs dead 查看原因，处理后用 docket jobs requeue 重新排队。");
    return well("没有停下的工作");
}

Finding backup(Instruments& instruments) {
    const auto backup = instruments.backup();
    if (!backup) return unknown(backup.error());
    const std::string do_it = "运行 docket backup，或启用 docket-backup.timer；备份应放在另一块磁盘上。";
    const auto since = backup->now - backup->last.value_or(backup->founded);
    const bool grave = since > backup_missing && !backup->demo;
    if (!backup->last) return {grave ? Level::fault : Level::warning, "没有备份", do_it};
    const auto says = "最近一次备份在 " + ago(since) + "前";
    if (since > backup_late) return {grave ? Level::fault : Level::warning, says, do_it};
    return well(says);
}

} // namespace docket::doctor::check
