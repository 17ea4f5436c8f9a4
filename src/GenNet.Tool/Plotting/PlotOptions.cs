namespace GenNet.Tool.Plotting;

/// <summary>What a plot says of a layer beside its class, as the arguments of <c>keras.utils.plot_model</c>.</summary>
/// <param name="Shapes">Its input and output shapes: <c>show_shapes</c>.</param>
/// <param name="DTypes">The type of its outputs: <c>show_dtype</c>.</param>
/// <param name="Names">Its name: <c>show_layer_names</c>.</param>
internal sealed record PlotOptions(bool Shapes, bool DTypes, bool Names);
