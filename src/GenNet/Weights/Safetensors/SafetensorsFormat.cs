using GenNet.Weights.Writing;

namespace GenNet.Weights.Safetensors;

/// <summary>Writes a model's weights as safetensors with GenNet's names.</summary>
internal sealed class SafetensorsFormat() : OneFileWriter(WeightFormat.Safetensors)
{
    /// <inheritdoc/>
    public override void Write(WeightsToWrite weights, Stream stream) =>
        SafetensorsWriter.Write(weights.Variables.ToDictionary(static variable => variable.Name, static variable => variable.Array), weights.Metadata, stream);
}
