namespace GenNet;

/// <summary>
/// Base of attributes that declare a layer of one's own in a model: <c>sealed class FooAttribute(int units) : CustomLayerAttribute&lt;Foo&gt;</c>, in the layer's namespace and called as the layer.
/// Its constructor's parameters and its properties that can be set are the layer's arguments: whole numbers, numbers, truth values, texts, enums and <c>int[]</c>. They are behaviour, and stand in
/// the weight contract, unless an <see cref="Specs.ArgumentAttribute"/> says otherwise; a property's default is a constant.
/// </summary>
/// <typeparam name="TLayer">The layer.</typeparam>
public abstract class CustomLayerAttribute<TLayer> : LayerAttribute
    where TLayer : CustomLayer;
