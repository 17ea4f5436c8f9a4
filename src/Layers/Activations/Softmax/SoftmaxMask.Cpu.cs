using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The mask of a softmax. Keras adds −10⁹ to what the mask keeps out, which leaves nothing of it unless the mask keeps out a whole group:
/// then the addition cancels and the mask has no effect.
/// </summary>
internal static unsafe class SoftmaxMask<TShape>
    where TShape : struct, ISoftmaxShape
{
    /// <summary>Writes the block with −∞ where the mask keeps elements out.</summary>
    public static void Apply(float* input, byte* mask, float* output)
    {
        for (var lane = 0; lane < TShape.Lanes; lane++)
        {
            var keepsAny = false;
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = lane + Reduction<TShape>.MemberOffset(member);
                keepsAny |= new ReadOnlySpan<byte>(mask + at, TShape.Run).ContainsAnyExcept((byte)0);
            }
            for (var member = 0; member < Reduction<TShape>.Members; member++)
            {
                var at = lane + Reduction<TShape>.MemberOffset(member);
                for (var i = at; i < at + TShape.Run; i++)
                    output[i] = keepsAny && mask[i] == 0 ? float.NegativeInfinity : input[i];
            }
        }
    }
}
