using GenNet.Specs;

namespace GenNet;

/// <summary>A normalization of features of a model; see <see cref="NormalizationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Normalization(Model model, int index) : Layer(model, index)
{
    /// <summary>The mean of each element of the axes; null where the attribute gives it.</summary>
    public Variable? Mean => Find("mean");

    /// <summary>The variance of each element of the axes; null where the attribute gives it.</summary>
    public Variable? Variance => Find("variance");

    /// <summary>What Keras keeps in its files and nothing reads, an int64; null where the attribute gives mean and variance.</summary>
    public Variable? Count => Find("count");

    /// <summary>Sets mean and variance to those of <paramref name="data"/>, over all rows and over the axes that share them. Keras: <c>layer.adapt(data)</c>.</summary>
    /// <param name="data">At least one row, batch first, each of the shape that the layer takes in its first call.</param>
    /// <exception cref="ArgumentException">The data has another shape, or no rows.</exception>
    /// <exception cref="InvalidOperationException">Mean and variance are given by the attribute; or it is called from within a call of the model that uses the weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void Adapt(Tensor data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Mean is not { } mean || Variance is not { } variance)
            throw new InvalidOperationException($"{nameof(Normalization)} '{Name}' has its mean and variance from its attribute: leave Mean and Variance out to have them from data.");
        var input = InputType;
        var row = input.Shape;
        if (data.Shape.Rank == row.Rank + 1 && input.HasRunTimeLength && data.Shape[1] <= row[0])
            row = TensorShape.Of([data.Shape[1], .. row.Dimensions.Skip(1)]);
        if (data.Shape.Rank != row.Rank + 1 || data.Shape[0] == 0 || TensorShape.Of([.. data.Shape.Dimensions.Skip(1)]) != row)
        {
            throw new ArgumentException(
                $"{nameof(Normalization)} '{Name}' adapts to rows of shape {row.ToKerasString()}, and was given {data.Shape.ToKerasString()}: give at least one row, batch first.", nameof(data));
        }
        var (means, variances) = FeatureStatistics.Of(data.ToDoubles(), row, KeptAxes);
        mean.Assign(means);
        variance.Assign(variances);
    }
}
