using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The gradients of gamma and beta: Σ g·x̂ and Σ g over all groups. Threads share the variables' elements, not the groups, so that each element is
/// summed in one order.
/// </summary>
internal static unsafe class LayerNormalizationVariables<TShape>
    where TShape : struct, ILayerNormalizationShape
{
    // Elements of a variable that one piece of work sums: two cache lines of each group.
    private const int PieceElements = 32;

    public static void AddGradients(in Pass pass, float* input, float* saved, float* outputGradient, float* gammaGradient, float* betaGradient)
    {
        if (gammaGradient == null && betaGradient == null)
            return;
        var elements = new Elements
        {
            Input = input,
            Saved = saved,
            OutputGradient = outputGradient,
            GammaGradient = gammaGradient,
            BetaGradient = betaGradient,
            Blocks = checked(pass.Rows * Reduction<TShape>.BlocksPerRow),
            Split = new(Reduction<TShape>.GroupSize, 1, PieceElements),
        };
        elements.Split.Run(pass.Workers, ref elements);
    }

    private struct Elements : IParallelBody
    {
        public float* Input;
        public float* Saved;
        public float* OutputGradient;
        public float* GammaGradient;
        public float* BetaGradient;
        public int Blocks;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var end = (int)(start + count);
            for (var element = (int)start; element < end;)
            {
                if (TShape.Lanes > 1)
                {
                    Member(element);
                    element++;
                    continue;
                }
                var (member, at) = Math.DivRem(element, TShape.Run);
                var length = Math.Min(Vector<float>.Count, Math.Min(end - element, TShape.Run - at));
                OfRun(element, Reduction<TShape>.MemberOffset(member) + at, length);
                element += length;
            }
        }

        private readonly void OfRun(int element, nint at, int length)
        {
            BlockedSum gammas = default, betas = default;
            for (var first = 0; first < Blocks; first += BlockedSum.Block)
            {
                Vector<float> gamma = default, beta = default;
                for (var block = first; block < Math.Min(first + BlockedSum.Block, Blocks); block++)
                {
                    var offset = Reduction<TShape>.BlockOffset(block) + at;
                    var gradient = Elementwise.LoadPart(OutputGradient + offset, length);
                    var difference = Elementwise.LoadPart(Input + offset, length) - Vector.Create(Saved[2 * (nint)block]);
                    gamma = Vector.FusedMultiplyAdd(gradient, difference * Vector.Create(Saved[(2 * (nint)block) + 1]), gamma);
                    beta += gradient;
                }
                gammas.Add(gamma);
                betas.Add(beta);
            }
            for (var k = 0; k < length; k++)
                Add(element + k, gammas[k], betas[k]);
        }

        private readonly void Member(int member)
        {
            double gamma = 0, beta = 0;
            for (var block = 0; block < Blocks; block++)
            {
                var offset = Reduction<TShape>.BlockOffset(block) + Reduction<TShape>.MemberOffset(member);
                var saved = Saved + (2 * (nint)block * TShape.Lanes);
                for (var lane = 0; lane < TShape.Lanes; lane++)
                {
                    var gradient = OutputGradient[offset + lane];
                    gamma += gradient * ((Input[offset + lane] - saved[2 * lane]) * saved[(2 * lane) + 1]);
                    beta += gradient;
                }
            }
            Add(member, gamma, beta);
        }

        private readonly void Add(int element, double gamma, double beta)
        {
            if (GammaGradient != null)
                GammaGradient[element] += (float)gamma;
            if (BetaGradient != null)
                BetaGradient[element] += (float)beta;
        }
    }
}
