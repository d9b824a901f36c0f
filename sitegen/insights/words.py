"""Which words part terms, and which say too little to be one: lists, made by reading what real days gave.

A term is what stands between words that part. Such are function words, and what papers say of themselves
(we propose a novel framework). Words that say too little by themselves may end a longer term: *model* is
none, *world model* is one. To change what the trends show, change these lists.
"""

from __future__ import annotations


def _list(words: str) -> tuple[str, ...]:
    """The words of a text, each once."""
    return tuple(dict.fromkeys(words.split()))


# Latin words are written in lower case, plurals beside their singulars.
PARTING = frozenset(
    _list(
        """
    a an the of for and or in on with to from by via is are be been being am was were can could may might
    must should will would do does did done at as how what why when where which who whom whose it its their
    this that these those there here into onto over under through between beyond within without across
    toward towards behind above below around along upon among amid using use used uses usage based we you
    your our ours us i me my all more most less least than but if then so such only also both each any some
    no not nor never up out off down about against during after before while per vs versus et al let make
    makes making made get gets go goes new novel one two three four five six seven eight nine ten first
    second third yet still even just now again really much many few every other another own same different
    various several very too well better best good approach approaches framework frameworks method methods
    methodology study studies analysis analyses problem problems paper papers work works task tasks
    challenge challenges perspective perspectives application applications review reviews survey overview
    introduction technique techniques strategy strategies evaluation assessment investigation exploration
    comparison comparative insight insights lesson lessons case evidence rethinking revisiting unifying
    unleashing unlocking exploring investigating understanding improving enhancing enabling leveraging
    bridging evaluating benchmarking measuring advancing effective efficient improved enhanced simple
    systematic empirical comprehensive towards-a proposes proposed propose presents presented present
    introduces introduced introduce achieves achieve achieved shows show shown outperforms outperform
    demonstrates demonstrate demonstrating significantly result results performance matter matters need
    needs help helps know knows can't don't enough say says see seen fail fails meet meets ask seeing
    findings finding key stage all-in-one preliminary unified pilot technical report wild age era name part
    parts step steps
    """
    )
)

# In lower case and the singular.
VAGUE = frozenset(
    _list(
        """
    model network data dataset system learning training inference generation language image video text agent
    task design information process environment world knowledge feature prediction detection classification
    estimation recognition optimization analysis approximation algorithm accuracy quality benchmark setting
    scenario user human domain research science theory structure function representation space time scale
    level constraint control decision selection context content object scene view example sample signal
    state answer question query response tool code program software service platform technology device
    architecture pipeline module component mechanism principle property behavior behaviour effect impact
    error limit gap bias risk cost efficiency ability capability capacity role solution pattern type class
    group set series point line path way value measure metric score test baseline future issue concept idea
    term resource industry people student teacher person recommendation search retrieval reasoning thinking
    planning learner integration interaction adaptation alignment improvement guarantee experiment
    simulation formulation construction extraction interpretation perception monitoring identification
    segmentation reconstruction editing synthesis modeling modelling processing computing communication
    management development deployment implementation assistance support collaboration transfer sampling
    scaling tuning ai attention fusion matching dynamic consistency guidance flow vision source condition
    depth shift paradigm distribution action diversity conflict screening interface expertise edge medicine
    density channel toolkit neuron rating writing caption inspection help report augmentation refinement
    enhancement supervision decomposition evolution mapping feedback field sensing bound imaging map event
    allocation correction recovery mitigation aggregation encoder encoding boundary validation protocol
    observation noise reduction rule complexity confidence trajectory prior discovery answering game token
    semantic localization uncertainty tracking verification compression translation embedding decoding
    real-world large-scale real-time fine-grained end-to-end multi-step multi-source multi-view
    high-fidelity multi-modal cross-modal open-source high-quality state-of-the-art long-term data-driven
    large small multimodal geometry intelligence annotation generalization prompt policy preference mind
    reliability entropy manipulation modality rendering collapse injection instruction chain pixel law
    fidelity tree speech recipe agreement sensor formalization coherence trust layout sensitivity track
    ensemble reuse simulator description lens anchor temporal spatial visual awareness lesson negation
    interference repair voice narrative intervention conversation document imagery explanation attribution
    motion skill workflow failure
    """
    )
)

# What stands before one of these is the term: LLM in LLM-based.
TAILS = _list(
    """
    based driven aware guided enhanced powered augmented informed assisted enabled oriented specific centric
    like inspired free level style agnostic related
    """
)

# Single characters first, then what a summary says of its paper, then traditional characters and Japanese.
HAN_PARTING = _list(
    """
    的 了 是 和 与 及 并 或 而 但 将 从 由 被 其 该 这 那 使 让 均 都 也 更 最 较 且 若 则 至 仅 在 于 以 为
    等 到 比 有 没 很 已 个 种 项 用 时 无 不 可 未 因 所 即 向 给 令 非 约 首 两 三 四 五 六 七 八 九 十 点
    能 会 来 去 出 起 过 各 每 某 对 中 上 下 内 后 前 间 之 者 大 小 高 低 近 万 亿 千 百 次 倍 张 篇 位 条
    年 月 日 天 秒 提出 通过 基于 用于 实现 提升 提高 显著 有效 方法 框架 本文 论文 研究 发现 表明 显示 实验
    结果 问题 解决 利用 结合 采用 使用 引入 设计 构建 开发 现有 优于 达到 取得 保持 同时 进行 支持 包含 提供
    改进 增强 减少 降低 验证 揭示 探讨 评估 介绍 展示 证明 针对 性能 效果 表现 能够 可以 具有 需要 无需 以及
    相比 作为 存在 不同 多数 大多 大幅 有限 超越 超过 首先 然后 最终 其中 当前 传统 先前 以往 新的 新型 新颖
    主要 关键 重要 核心 包括 涵盖 涉及 处理 应用 应对 面临 挑战 克服 缓解 避免 确保 保证 促进 推动 允许 帮助
    旨在 根据 依赖 考虑 关注 专注 集成 融合 整合 转化 转换 系统地 统一 综合 全面 广泛 深入 详细 进一步 完全
    仍然 然而 因此 从而 由于 导致 影响 此外 并且 较好 良好 优异 优秀 出色 最先进 最佳 最优 先进 水平 方面
    领域 场景 情况 条件 过程 阶段 方式 方案 策略 技术 工作 作者 贡献 优势 潜力 局限性 局限 不足 缺乏 缺陷
    差距 之间 之一 相关 相应 特定 复杂 简单 高效 快速 准确率 准确性 准确 精度 效率 成本 速度 质量 有效性
    可行性 基准 基线 指标 大量 大规模 规模 少量 额外 单一 多样化 多样性 多样 个性化 联合 共同 相互 对比 比较
    差异 变化 关系 联系 作用 因素 原因 原则 概念 定义 描述 选择 调整 平衡 权衡 约束 限制 平均 整体 部分 完整
    最大 最小 最高 最低 更高 更低 更好 更多 几乎 接近 左右 初步 有助于 有望 适用于 可用于 应用于 来自 以上
    以下 之外 另外 例如 特别 尤其 甚至 只需 仅需 必须 应该 称为 名为 也就是 小时 分钟 能力 任务 数据集 系列
    一系列 首个 首次 一个 一种 一类 多个 多种 各种 三个 两个 两种 三种 四种 分别 相当 增加 创建 建立 探索
    执行 产生 获得 公开 发布 专门 一致 据此 恢复 保留 设定 牺牲 领先 修正 数量级 成功率 分数 显式 隐式 种类
    如何 什么 哪些 何时 为何 是否 往往 通常 常见 经常 成为 变为 重新 综述 测试 消除 忽略 捕捉 捕获 学到
    得到 给出 填补 空白 弥补 突破 超出 完成 满足 适合 属于 問題 實現 實驗 結果 顯著 論文 發現 設計 數據集 對
    與 為 將 從 這 個 種 提案 手法 本研究 本論文 本稿 実現 実験 評価 提示 課題 向上 従来 既存 必要 可能 有効
    有効性 開発 構築 導入 改善 達成 解決 検証 分析 調査
    """
)

# Terms, or parts of terms, in which one of the above must not part.
HAN_WHOLE = _list(
    """
    一致性 智能体 人工智能 智能 多智能体 端到端 行为 潜在 对抗 对话 对齐 对比学习 对象 对数 绝对 相对 配对
    反对
    上下文 中文 中间 空间 时间 时序 实时 中心 集中 可解释 可信 可扩展 可控 可微 可视化 不确定性 不平衡
    无监督 非线性 非参数 无人机 无线 无训练 无参考 无偏 大语言模型 大模型 大型语言模型 大型 小型 中型 微型
    大脑 扩大 高斯 高维 高光谱 高分辨率 低秩 低资源 低光照 小样本 少样本 零样本 强化学习 能量 能源 节能 功能
    过拟合 过度 日志 日常 后训练 后门 预训练 前沿 前景 时空 等变 等价 饱和 参与 三维 二维 四维 多模态 个体
    因果 定向 双向 有向 方向 转向 倾向 导向 面向 逆向 横向 纵向 用户 通用 费用 信用 调用 占用 专用 证据
    差分隐私 误差 差分 偏差 方差 残差 下游 下采样 上采样 内存 内容 内在 内部 外部 体内 间隔 期间 区间 时刻
    时长 时变 输出 来源 未来 去噪 去偏 去除 去模糊 去雨 过滤 过程奖励 超分辨率 超图 超参数 首帧 个性 种子
    点云 关键点 兴趣点 节点 视点 热点 特点 观点 检查点 位置 定位 单位 位姿 相位 条件生成 链条 日语 天气 航天
    按需 两阶段 三元组 三角 第一人称 十字 百科 次优 多次 倍率 张量 扩张 高阶 偏好 慢思考 快照 弱监督 强度
    近似 邻近 近红外 最近邻 最优传输 有毒 有害 无害 自由 理由 路由 比特 比例 类比 在线 马尔可夫 并行
    工具调用 合成数据集 图像质量 视觉质量 机器翻译 模式崩溃 年龄 学年 位移 移位 单目 每秒 一次性 层次 批次
    频次 出行 支出 突出 出版 起源 起始 可靠性 可用性 可迁移 可学习 可逆 可组合 可验证奖励 不变性 不可知
    不一致 不对称 不完整 无限 无损 无线电 无源 非刚性 非结构化 非平稳 非凸 非独立同分布 首字 约束优化 因子
    因式 所有权 被动 已知 未知 未标注 未见 用例 时钟 时尚 时滞 延时 瞬时 及时 临时 到达 至上 以太 及物
    为中心 以对象为中心 人为 认为 等级 等距 相等 均匀 均值 均衡 都市 也门 和谐 共和 与否 是非 目的 比率 占比
    对比度 更新 变更 最大似然 最小二乘 较量 使命 天使 大使 自然语言 自适应 自我 语言能力 推理能力 泛化能力
    概念漂移 概念瓶颈 领域适应 领域泛化 领域自适应 跨领域 条件扩散 多任务 任务规划 子任务 关系抽取 研究人员
    研究者 实验室 临床实验 策略优化 策略梯度 技术报告 质量评估 视频质量 作用域 信息处理 图像处理 语言处理
    自然语言处理 完全注意力 成本函数 分析师 情感分析 评分 三维重建 多样本 小数 天文 人工标注 重新训练 重建
    """
)

# Chinese words that say too little by themselves; those of fewer than three characters are never shown.
HAN_VAGUE = frozenset(
    _list(
        """
    可学习 度对齐 候选集 人工审核
    数据集 强模型 系统性 系统性地 鲁棒性 轻量级 稳定性 可扩展 自适应 结构化 自动化 标准化 安全性 不确定性
    细粒度 模块化 上下文 测试集 流水线 精确率 召回率 泛化性 必要性 正确性 代表性 竞争力 竞争性 数据库 适应性
    敏感性 重复性 交互式 渐进式 保真度 参数量 计算量 透明度 一致性 可扩展性 可靠性 研究人员 骨干网络 真实性
    多维度 工作流程 编码器 解码器 训练数据 忠实性 忠实度 计算开销 吞吐量 分辨率 形式化 确定性 归一化 语料库
    分类器 检测器 生成器 覆盖率 系统分析 参数模型 线系统 完成率 流畅性 多视图 置信度 基础设施 实例化 计算机
    生命周期 单图像 真实数据集 合成数据集 系统性综述 系统综述 新范式 新机制 新数据集 可解释 可解释性 多模态
    多语言 预训练 生成式 零样本 端到端 两阶段 基础模型 语言模型 大模型 机器学习 深度学习 自然语言 真实世界
    真实数据 真实图像 训练样本 训练参数 推理时间 推理步骤 推理开销 推理延迟 模型训练 模型输出 生成图像
    生成文本 生成视频 文本引导 文本提示 多个模型 自动生成 人类专家 人类判断 专家标注 标注数据 学生模型
    教师模型 合理性 连贯性 可视化 相似性 预测性 特异性 结构性 连续性 事实性 可信度 可控性 公平性 错误率
    幻觉率 资源受限 资源受限环境 分类法 第一名 未来方 实际部署 理论分析 传感器 初始化 参数化 迭代优化
    特征提取 测试平台 评分标准 语义表示 物理合理 图像分割 图结构 条件生成 语言学 解剖结构 系统架构 架构修改
    混合架构 混合模型 通用模型 微调模型 开源模型 闭源模型
    """
    )
)
