using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>Dropout of values that a kernel has on its way: whether element <i>i</i> is kept is a function of key, stream and <i>i</i>, so that it can be drawn again.</summary>
/// <param name="rate">The share to drop, below 1.</param>
/// <param name="key">The key: a seed.</param>
/// <param name="stream">The stream.</param>
internal readonly unsafe struct ElementDropout(float rate, ulong key, ulong stream)
{
    private const int WordsAtOnce = 256;

    /// <summary>Writes the elements from number <paramref name="first"/> on: what is kept times 1 / (1 − rate), and 0.</summary>
    /// <param name="from">The elements; may be <paramref name="to"/>.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="first">Number of the first one.</param>
    /// <param name="count">How many.</param>
    [SkipLocalsInit]
    public void Apply(float* from, float* to, ulong first, int count)
    {
        Span<uint> words = stackalloc uint[WordsAtOnce];
        var limit = (uint)Math.Min(rate * 4294967296.0, uint.MaxValue);
        var (threshold, scale) = (Vector.Create(limit), rate < 1 ? 1 / (1 - rate) : 0);
        for (var i = 0; i < count;)
        {
            // A counter gives four values, and the elements may begin within one.
            var skipped = (int)(first % 4);
            var some = Math.Min(WordsAtOnce - skipped, count - i);
            Philox.Fill(words[..((skipped + some + 15) & ~15)], key, first / 4, stream);
            fixed (uint* drawn = words[skipped..])
            {
                var k = 0;
                for (; k <= some - Vector<float>.Count; k += Vector<float>.Count)
                {
                    var keeps = Vector.GreaterThanOrEqual(Vector.Load(drawn + k), threshold);
                    Vector.Store(Vector.ConditionalSelect(Vector.AsVectorSingle(keeps), Vector.Load(from + i + k) * scale, Vector<float>.Zero), to + i + k);
                }
                for (; k < some; k++)
                    to[i + k] = drawn[k] >= limit ? from[i + k] * scale : 0;
            }
            i += some;
            first += (ulong)some;
        }
    }
}
