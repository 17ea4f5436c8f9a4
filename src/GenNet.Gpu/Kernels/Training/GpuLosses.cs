using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Losses of a batch and their gradients, on the device.</summary>
internal static class GpuLosses
{
    /// <summary>Whether <see cref="Apply"/> knows the loss; others are measured on the host.</summary>
    public static bool Knows(Loss loss) => loss is MeanSquaredError or CategoricalCrossentropy or BinaryCrossentropy or SparseCategoricalCrossentropy;

    /// <summary>What the loss clips probabilities to: 10⁻⁷, or the smallest normal number behind the activation that belongs to it.</summary>
    public static float LowestOf(Loss loss) => loss switch
    {
        SparseCategoricalCrossentropy labels => (float)labels.Lowest,
        CategoricalCrossentropy categorical => (float)categorical.Lowest,
        BinaryCrossentropy binary => (float)binary.Lowest,
        _ => 0,
    };

    /// <summary>Adds Σ weight·loss of the batch's vectors to <paramref name="sum"/>, and writes the gradients.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="lowest">What probabilities are clipped to: 10⁻⁷, or the smallest normal number behind the activation that belongs to the loss.</param>
    /// <param name="count">Vectors.</param>
    /// <param name="width">Size of a vector.</param>
    /// <param name="predictions">(count, width)</param>
    /// <param name="targets">(count, width), or one label a vector, all float32.</param>
    /// <param name="weights">One a vector, or none.</param>
    /// <param name="weight">Factor of all of them: the reduction.</param>
    /// <param name="gradients">(count, width), overwritten.</param>
    /// <param name="sum">One value on the device, not in the workspace.</param>
    /// <param name="accumulate">Whether <paramref name="sum"/> is added to.</param>
    /// <param name="scale">Factor of the gradients alone.</param>
    /// <exception cref="NotSupportedException">There is no kernel for the loss.</exception>
    public static void Apply(
        in GpuPass pass, Loss loss, float lowest, int count, int width, GpuTensorRef predictions, GpuTensorRef targets, GpuTensorRef weights, float weight, GpuTensorRef gradients,
        GpuTensorRef sum, bool accumulate, float scale = 1)
    {
        if (!Knows(loss))
            throw new NotSupportedException($"The loss {loss.Name} has no kernel for GPUs: it is measured on the host.");
        var losses = pass.Workspace(count);
        var smoothing = loss switch
        {
            CategoricalCrossentropy categorical => categorical.LabelSmoothing,
            BinaryCrossentropy binary => binary.LabelSmoothing,
            _ => 0,
        };
        var batch = new Batch
        {
            Predictions = predictions,
            Targets = targets,
            Weights = weights,
            Weight = weight,
            Scale = scale,
            Gradients = gradients,
            Losses = losses,
            Count = count,
            Options = new()
            {
                Width = width,
                TargetFactor = (float)(1 - smoothing),
                TargetSummand = (float)(smoothing / (loss is BinaryCrossentropy ? 2 : width)),
                Lowest = lowest,
            },
        };
        switch (loss)
        {
            case MeanSquaredError: batch.Launch<SquaredErrorFunction>(pass); break;
            case CategoricalCrossentropy { FromLogits: true }: batch.Launch<LogitsFunction<VectorTargets>>(pass); break;
            case CategoricalCrossentropy: batch.Launch<ProbabilitiesFunction>(pass); break;
            case SparseCategoricalCrossentropy { FromLogits: true }: batch.Launch<LogitsFunction<LabelTargets>>(pass); break;
            case SparseCategoricalCrossentropy: batch.Launch<LabelProbabilitiesFunction>(pass); break;
            case BinaryCrossentropy { FromLogits: true }: batch.Launch<BinaryLogitsFunction>(pass); break;
            default: batch.Launch<BinaryProbabilitiesFunction>(pass); break;
        }
        pass.Launch(new Index3D(1, 1, 1), pass.Accelerator.GroupSize, new LossSums { Losses = losses.Rest, Sum = sum.Rest, Count = count, Accumulates = accumulate ? 1 : 0 });
    }

    private struct Batch
    {
        public GpuTensorRef Predictions;
        public GpuTensorRef Targets;
        public GpuTensorRef Weights;
        public float Weight;
        public float Scale;
        public GpuTensorRef Gradients;
        public GpuTensorRef Losses;
        public LossOptions Options;
        public int Count;

        public readonly void Launch<TFunction>(in GpuPass pass)
            where TFunction : struct, ILossFunction
        {
            var lanes = RowLanes.For(pass, Options.Width);
            lanes.Launch(pass, Count, new LossKernel<TFunction>
            {
                Predictions = Predictions.Rest,
                Targets = Targets.Rest,
                Weights = Weights.Or(Predictions).Rest,
                Losses = Losses.Rest,
                Gradients = Gradients.Rest,
                Options = Options,
                Count = Count,
                Lanes = lanes.Count,
                Weight = Weight,
                Scale = Scale,
                HasWeights = Weights.IsNone ? 0 : 1,
            });
        }
    }
}
