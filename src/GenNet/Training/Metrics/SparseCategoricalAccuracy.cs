using System.Numerics.Tensors;

namespace GenNet;

/// <summary>Share of vectors whose largest element is at the label; of equal ones the first counts. Keras: <c>keras.metrics.SparseCategoricalAccuracy</c>.</summary>
/// <param name="name">Name in logs.</param>
public sealed class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : MeanMetric(name)
{
    /// <inheritdoc/>
    public override int TargetWidth(int width) => 1;

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target) =>
        TensorPrimitives.IndexOfMax(prediction) == (int)target[0] ? 1 : 0;
}
