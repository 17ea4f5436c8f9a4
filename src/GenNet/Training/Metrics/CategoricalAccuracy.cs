using System.Numerics.Tensors;

namespace GenNet;

/// <summary>Share of vectors whose largest element is where the target's is; of equal ones the first counts. Keras: <c>keras.metrics.CategoricalAccuracy</c>.</summary>
/// <param name="name">Name in logs.</param>
public sealed class CategoricalAccuracy(string name = "categorical_accuracy") : MeanMetric(name)
{
    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target) =>
        TensorPrimitives.IndexOfMax(prediction) == TensorPrimitives.IndexOfMax(target) ? 1 : 0;
}
