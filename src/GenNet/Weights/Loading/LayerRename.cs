namespace GenNet;

/// <summary>A layer, or a model among the layers with all that is in it, that is called otherwise in a file: see <see cref="LoadOptions.Renamed"/>.</summary>
/// <param name="Layer">Keras' name in the model: <c>hidden</c>, <c>tower/dense</c>; empty for the model itself.</param>
/// <param name="InFile">The name in the file; empty for the file as a whole.</param>
public sealed record LayerRename(string Layer, string InFile);
