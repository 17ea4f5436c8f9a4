namespace GenNet;

/// <summary>
/// On a layer, a model among the layers, or a weight of the model's own: what older files hold for it is dropped, and its weights have their initial values after a load, as a new head on a trained
/// body. The load's report says so.
/// <code>
/// [Dense(12), Reinitialized(Since = 2)] public partial Dense Output { get; }   // version 1 had 10 classes
/// </code>
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ReinitializedAttribute : Attribute
{
    /// <summary>
    /// First version of the contract that has the layer as it is: files of every version before begin it anew, whether they would fit or not. 0, the default: files of every version that doesn't fit it
    /// do, also after the next change. Within a model around the layer's, whose versions are counted otherwise, it is 0.
    /// </summary>
    public int Since { get; set; }
}
