"""Of which words are names and addresses in the demonstration of the city made?"""

from __future__ import annotations

from collections.abc import Iterator

from shuniu.jobs.demonstration.beijing.committees import Group
from shuniu.jobs.demonstration.invented import pairs

TOPICS: dict[str, tuple[str, ...]] = {
    "教育培训": ("数字阅读", "国学", "编程启蒙", "艺术教育", "学前教育", "家庭教育", "语言"),
    "科技创新": ("新材料", "无人机植保", "智能制造", "开源软件", "生物技术", "光电"),
    "文化艺术": ("非遗传承", "古建修缮", "民乐", "书画", "竹编", "皮影"),
    "养老服务": ("居家养老", "银龄", "长者照护", "适老改造"),
    "卫生健康": ("中医康养", "心理健康", "儿童康复", "慢病管理"),
    "体育健身": ("棋类", "冰雪运动", "健步", "攀岩", "太极"),
    "职业技能": ("家政服务", "餐饮技能", "电工技能", "美容美发"),
    "公益资助": ("助学", "乡村儿童", "生态保护", "文化遗产", "大病救助"),
    "志愿慈善": ("志愿服务", "社区互助", "助残", "慈善"),
    "商贸流通": ("茶叶", "跨境贸易", "家用电器维修", "餐饮食材", "物业服务", "会展", "拍卖"),
    "工业制造": ("仪器仪表", "包装", "涂料", "模具", "轴承", "印刷"),
    "建筑房产": ("装饰装修", "工程造价", "房屋租赁", "园林绿化"),
    "农林水务": ("种业", "蜂业", "园艺", "节水"),
    "信息服务": ("软件外包", "物联网", "动漫", "信息安全"),
    "旅游休闲": ("民宿", "乡村旅游", "户外", "研学"),
    "金融服务": ("小额贷款", "融资租赁", "保理"),
    "学术类社会团体": ("植物", "力学", "民俗", "翻译", "统计", "图书馆", "营养", "声学"),
    "联合类社会团体": ("青年企业家", "女企业家", "校友", "收藏", "摄影", "集邮"),
    "异地商会": ("",),
}
ENDINGS: dict[str, tuple[str, ...]] = {
    "教育培训": ("培训学校", "研学中心", "研修院", "学习中心"),
    "科技创新": ("研究院", "技术中心", "创新中心"),
    "文化艺术": ("艺术中心", "博物馆", "文化馆"),
    "养老服务": ("服务中心", "养老院", "照料中心"),
    "卫生健康": ("康复中心", "门诊部", "研究所"),
    "体育健身": ("俱乐部", "健身中心", "活动中心"),
    "职业技能": ("职业技能培训学校", "培训中心"),
    "公益资助": ("基金会", "公益基金会"),
    "志愿慈善": ("协会", "联合会"),
    "学术类社会团体": ("学会", "研究会"),
    "联合类社会团体": ("联谊会", "联合会", "促进会"),
    "异地商会": ("商会",),
}
TRADE = ("协会", "商会", "行业协会", "同业公会")

DISTRICTS: tuple[tuple[str, str], ...] = (
    ("110101", "东城区"), ("110102", "西城区"), ("110105", "朝阳区"), ("110106", "丰台区"), ("110107", "石景山区"),
    ("110108", "海淀区"), ("110109", "门头沟区"), ("110111", "房山区"), ("110112", "通州区"), ("110113", "顺义区"),
    ("110114", "昌平区"), ("110115", "大兴区"), ("110116", "怀柔区"), ("110117", "平谷区"), ("110118", "密云区"),
    ("110119", "延庆区"),
)  # fmt: skip
# The municipal organizations sit mostly in the inner districts.
WEIGHTS = (14, 14, 22, 10, 3, 20, 1, 1, 3, 2, 3, 3, 1, 1, 1, 1)


def names(group: Group) -> Iterator[str]:
    """Names of organizations of one group: the invented word changes with each, so none comes twice."""
    theme = group.axis_value
    topics, endings = TOPICS[theme], ENDINGS.get(theme, TRADE)
    seen: set[str] = set()
    for index, word in enumerate(pairs(f"names:{theme}")):
        topic = topics[index % len(topics)]
        ending = endings[index // len(topics) % len(endings)]
        name = f"北京市{word}{topic}{ending}" if theme != "异地商会" else f"北京{word}地区企业{ending}"
        if name not in seen:
            seen.add(name)
            yield name


def street(district: int, number: int) -> str:
    """One of three invented streets of a district."""
    return f"{list_of_streets()[district * 3 + number % 3]}街道"


def list_of_streets() -> list[str]:
    words = pairs("streets")
    return [next(words) for _ in range(len(DISTRICTS) * 3)]
