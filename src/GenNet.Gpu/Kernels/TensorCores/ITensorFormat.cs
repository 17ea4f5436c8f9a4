namespace GenNet.Gpu.Kernels;

/// <summary>
/// What tensor cores multiply: numbers of fewer bits than float32, in words of 32 bits, with float32 sums. All formats share one arrangement: a warp multiplies 16 lines of the left factor by
/// 8 of the right one along 8 words, whether a word holds one number or two that follow each other along the depth.
/// </summary>
[GpuKernel]
internal interface ITensorFormat
{
    /// <summary>Numbers of a word: 1 or 2.</summary>
    static abstract int NumbersOfWord { get; }

    /// <summary>The word of one number (<paramref name="second"/> is nothing then), or of two that follow each other along the depth; rounded to nearest.</summary>
    static abstract uint Word(float first, float second);

    /// <summary>The first number of a word.</summary>
    static abstract float First(uint word);

    /// <summary>The second number; 0 where there is none.</summary>
    static abstract float Second(uint word);

    /// <summary>
    /// <c>sums + left·right</c> of a warp's 16 by 8 sums, of which lane 4·g + t has (g, 2t), (g, 2t + 1), (g + 8, 2t) and (g + 8, 2t + 1). It gives the left factor's words (g, t), (g + 8, t),
    /// (g, t + 4), (g + 8, t + 4), each as (line, word), and the right factor's (g, t), (g, t + 4). All lanes of the warp come here together.
    /// </summary>
    static abstract F4 Multiply(F4 sums, Words left, WordPair right);
}
