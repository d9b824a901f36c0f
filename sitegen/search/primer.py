"""Common phrases of titles and TL;DRs, so that small files of hit records pack well.

Raw deflate can begin with text that both sides know. The browser gets it with the directory; any text would
do, this one makes records an eighth smaller. Changing it changes the format: raise ``packing.FORMAT``.
"""

PRIMER = (
    "Autonomous Driving Question Answering Gaussian Splatting Chain-of-Thought Hierarchical Dynamic "
    "Attention Synthesis Training-Free Foundation Model Dataset Representation Adaptive Generative "
    "Retrieval-Augmented Generation Object Detection Prediction Information Distillation Alignment "
    "Semantic Recognition Multilingual Image Video Generation Classification Reconstruction "
    "Segmentation Evaluating Multi-Agent Benchmarking Visual Understanding Optimization Efficient "
    "Diffusion Transformers Multimodal Agentic Agents Benchmark for Reinforcement Learning from with "
    "and via the in Towards Beyond Unified Framework for Vision-Language Models for Multimodal Large "
    "Language Models Reasoning "
    "手法を提案し、モデルの性能を向上させる。大規模言語モデルを用いた"
    "轻量级自然语言自动驾驶编码器不确定性，显著优于现有方法可解释性，并提出新的，证明了，支持大规模高质量低资源"
    "阶段检索目标特征知识动态表现计算构建验证使用准确率质量场景策略机制预测信息能力空间结构分析文本语义视频检测对齐"
    "上下文注意力自适应一致性预训练微调基础模型推理能力基准测试，揭示了，涵盖包含多个任务上实现了最先进性能，无需训练的"
    "，结合，利用，解决了的问题，在保持的同时，降低了计算成本，显著提升了，用于评估大语言模型在任务中的"
    "扩散模型强化学习多模态大语言模型（MLLM）视觉语言模型（VLM）智能体系统，通过将训练优化生成图像数据集上"
    "该论文提出了一个用于的框架，是一种基于是一个本文研究了，发现本文提出了一种基于Transformer的方法，通过"
)
