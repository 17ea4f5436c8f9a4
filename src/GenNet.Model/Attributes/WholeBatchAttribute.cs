namespace GenNet;

/// <summary>
/// On a layer of one's own whose rows depend on each other in training, as by statistics of the batch: its code then sees the whole batch at once, and shares the work itself. Other layers are
/// called for some rows at a time, on several threads. A layer with state is always called so.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WholeBatchAttribute : Attribute;
