using GenNet.Weights.Hdf5.Writing;
using GenNet.Weights.Writing;

namespace GenNet.Weights.KerasH5;

/// <summary>Writes a model's weights as a Keras 3 <c>.weights.h5</c>.</summary>
internal sealed class KerasWeightsFormat() : OneFileWriter(WeightFormat.KerasWeights)
{
    /// <inheritdoc/>
    public override bool CanCompress => true;

    /// <inheritdoc/>
    public override void Write(WeightsToWrite weights, Stream stream) => Hdf5Writer.Write(KerasWeightsWriter.RootOf(KerasObjects.Of(weights), weights.Metadata), stream, weights.Options.Compress);
}
