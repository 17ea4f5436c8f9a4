namespace GenNet.Weights.Safetensors;

/// <summary>What a safetensors header says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Its element type, as <c>F32</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Begin">First byte in the buffer after the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record SafetensorsEntry(string Name, string TypeName, ulong[] Shape, ulong Begin, ulong End);
